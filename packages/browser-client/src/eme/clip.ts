import { BrowserClientError } from '../errors.ts';

/** What a clip gets to be loaded and to say how it is encrypted. */
const patienceMilliseconds = 20_000;

/**
 * Plays a clip in a hidden element until a license is there for it.
 * @param getLicense Gets the license for the initialisation data of the clip.
 * @throws {BrowserClientError} `cdm-failed` when the clip cannot be played, and what `getLicense` rejects with.
 */
export async function playClip(
  mediaKeys: MediaKeys,
  clipUrl: string,
  getLicense: (initDataType: string, initData: BufferSource) => Promise<void>
): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.hidden = true;
  video.crossOrigin = 'anonymous';
  document.body.append(video);
  try {
    await video.setMediaKeys(mediaKeys);
    await new Promise<void>((resolve, reject) => {
      const fail = () =>
        reject(
          new BrowserClientError('cdm-failed', 'The clip of the dummy content cannot be played.', {
            cause: video.error
          })
        );
      const impatience = setTimeout(fail, patienceMilliseconds);
      video.onerror = fail;
      video.onencrypted = ({ initDataType, initData }) => {
        clearTimeout(impatience);
        if (initData) getLicense(initDataType, initData).then(resolve, reject);
      };
      video.src = clipUrl;
      // Some browsers read a clip only once it is to be played; whether playing succeeds is for `onerror` to say.
      video.play().catch(() => undefined);
    });
  } finally {
    video.removeAttribute('src');
    video.load();
    video.remove();
  }
}
