import { BrowserClientError } from '../errors.ts';

/** What a clip gets to be loaded and to say how it is encrypted. */
const patienceMilliseconds = 20_000;

/**
 * Plays a clip in a hidden element until there is a license for it. A fragmented MP4 file with H.264 is played by Media
 * Source Extensions, because some browsers do not see the encryption of other media; anything else, e.g. a playlist for
 * Safari, is left to the element.
 * @param getLicense Gets the license for the initialisation data of the clip.
 * @throws {BrowserClientError} `cdm-failed` when the clip cannot be played, and what `getLicense` rejects with.
 */
export async function playClip(
  mediaKeys: MediaKeys,
  clipUrl: string,
  fetch: typeof globalThis.fetch,
  getLicense: (initDataType: string, initData: BufferSource) => Promise<void>
): Promise<void> {
  const bytes = await fetch(clipUrl).then(response => response.arrayBuffer(), failed);
  const codec = h264CodecOf(new Uint8Array(bytes));
  const video = document.createElement('video');
  video.muted = true;
  video.hidden = true;
  video.crossOrigin = 'anonymous';
  document.body.append(video);
  const url = codec === undefined ? clipUrl : mediaSourceUrl(bytes, `video/mp4; codecs="${codec}"`);
  try {
    await video.setMediaKeys(mediaKeys);
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(failure(video.error));
      const impatience = setTimeout(fail, patienceMilliseconds);
      video.onerror = fail;
      video.onencrypted = ({ initDataType, initData }) => {
        clearTimeout(impatience);
        if (initData) getLicense(initDataType, initData).then(resolve, reject);
      };
      video.src = url;
      // Some browsers read a clip only once it is to be played; whether playing succeeds is for `onerror` to say.
      video.play().catch(() => undefined);
    });
  } finally {
    video.removeAttribute('src');
    video.load();
    video.remove();
    URL.revokeObjectURL(url);
  }
}

function mediaSourceUrl(bytes: ArrayBuffer, type: string): string {
  const source = new MediaSource();
  source.onsourceopen = () => {
    const buffer = source.addSourceBuffer(type);
    buffer.onupdateend = () => source.readyState === 'open' && source.endOfStream();
    buffer.appendBuffer(bytes);
  };
  return URL.createObjectURL(source);
}

/** The codec string of an MP4 file's H.264 track, from profile, compatibility and level in its `avcC` box (RFC 6381, 3.3). */
function h264CodecOf(bytes: Uint8Array): string | undefined {
  const box = bytes.findIndex(
    (_byte, index) => String.fromCharCode(...bytes.subarray(index, index + 4)) === 'avcC'
  );
  if (box < 0 || !globalThis.MediaSource) return undefined;
  const hex = Array.from(bytes.subarray(box + 5, box + 8), byte => byte.toString(16).padStart(2, '0'));
  return `avc1.${hex.join('')}`;
}

function failed(cause: unknown): never {
  throw failure(cause);
}

function failure(cause: unknown): BrowserClientError {
  return new BrowserClientError('cdm-failed', 'The clip of the dummy content cannot be played.', { cause });
}
