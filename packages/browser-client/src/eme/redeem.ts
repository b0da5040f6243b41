import { BrowserClientError } from '../errors.ts';
import { playClip } from './clip.ts';
import type { KeySystemAccess } from './key-systems.ts';
import { type LicenseRequest, unpackPlayReadyMessage } from './playready-message.ts';

export interface Redemption {
  readonly licenseUrl: string;
  /** Sent with every license request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The dummy content's key id, 32 hexadecimal digits. */
  readonly kid: string;
  /** What FairPlay asks by in place of the kid. */
  readonly contentId?: string | undefined;
  /** A clip with the dummy content's key, for CDMs that need media. */
  readonly clipUrl?: string | undefined;
  /** FairPlay needs the operator's certificate. */
  readonly certificate?: BufferSource | undefined;
  readonly media: 'never' | 'if-needed' | 'always';
  readonly fetch: typeof globalThis.fetch;
}

/** How long a CDM gets for the next step. */
const patienceMilliseconds = 20_000;

/**
 * Makes the CDM redeem a token: without media by initialisation data of our own, or, where the CDM insists on media, by
 * a clip in a hidden element.
 * @throws {BrowserClientError} `license-refused` or `cdm-failed`.
 */
export async function redeem(found: KeySystemAccess, redemption: Redemption): Promise<void> {
  const mediaKeys = await cdm(found.access.createMediaKeys());
  if (redemption.certificate) await cdm(mediaKeys.setServerCertificate(redemption.certificate));
  const { media, clipUrl } = redemption;
  if (media !== 'always' || clipUrl === undefined) {
    const { kind } = found;
    const initData = kind.initData(redemption.contentId ?? redemption.kid);
    try {
      return await getLicense(mediaKeys, kind.initDataType, initData, found, redemption);
    } catch (error) {
      const cdmFailed = error instanceof BrowserClientError && error.code === 'cdm-failed';
      if (!cdmFailed || media === 'never' || clipUrl === undefined) throw error;
    }
  }
  await playClip(mediaKeys, clipUrl, redemption.fetch, (initDataType, initData) =>
    getLicense(mediaKeys, initDataType, initData, found, redemption)
  );
}

/** Opens a session, relays its messages until it has a key, and closes it. */
async function getLicense(
  mediaKeys: MediaKeys,
  initDataType: string,
  initData: BufferSource,
  found: KeySystemAccess,
  redemption: Redemption
): Promise<void> {
  const session = mediaKeys.createSession();
  try {
    await new Promise<void>((resolve, reject) => {
      const impatience = setTimeout(
        () => reject(cdmFailure('The browser’s DRM did not answer.')),
        patienceMilliseconds
      );
      const settle = () => {
        if (session.keyStatuses.size === 0) return;
        clearTimeout(impatience);
        resolve();
      };
      session.onkeystatuseschange = settle;
      session.onmessage = ({ message }) => {
        // Widevine first asks for a certificate and then for the license: whatever the CDM says is relayed.
        relay(message, found, redemption)
          .then(license => cdm(session.update(license)))
          .then(settle, reject);
      };
      cdm(session.generateRequest(initDataType, initData)).catch(reject);
    });
  } finally {
    // The license was only needed for its record.
    await session.close().catch(() => undefined);
  }
}

async function relay(
  message: ArrayBuffer,
  { keySystem, kind }: KeySystemAccess,
  { licenseUrl, headers, fetch }: Redemption
): Promise<ArrayBuffer> {
  const request: LicenseRequest = keySystem.startsWith('com.microsoft.')
    ? unpackPlayReadyMessage(message)
    : {
        headers: { 'content-type': kind.drm ? 'application/octet-stream' : 'application/json' },
        body: message
      };
  const response = await fetch(licenseUrl, {
    method: 'POST',
    headers: { ...request.headers, ...headers },
    body: request.body
  }).catch(cause => {
    throw new BrowserClientError('network', 'The license server did not answer. Try again.', { cause });
  });
  if (response.ok) return response.arrayBuffer();
  throw new BrowserClientError('license-refused', 'The license server refused the token.', {
    status: response.status,
    cause: await response.text()
  });
}

/** Turns whatever a CDM rejects with into a `cdm-failed`. */
async function cdm<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (cause) {
    throw cdmFailure('The browser’s DRM failed.', cause);
  }
}

function cdmFailure(message: string, cause?: unknown): BrowserClientError {
  return new BrowserClientError('cdm-failed', message, { cause });
}
