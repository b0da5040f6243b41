import type { Drm } from '../api/drm.ts';
import { BrowserClientError } from '../errors.ts';
import { clearKeyInitData, fairPlayInitData, playReadyInitData, widevineInitData } from './init-data.ts';

/** What is known of a key system. */
export interface KeySystemKind {
  readonly drm: Drm | undefined;
  readonly initDataType: string;
  readonly initData: (kid: string) => Uint8Array<ArrayBuffer>;
}

/** In the order in which they are tried: the first that the browser has is taken. */
export const keySystems: Readonly<Record<string, KeySystemKind>> = {
  'com.apple.fps': { drm: 'fairplay', initDataType: 'skd', initData: fairPlayInitData },
  'com.microsoft.playready.recommendation': {
    drm: 'playready',
    initDataType: 'cenc',
    initData: playReadyInitData
  },
  'com.microsoft.playready': { drm: 'playready', initDataType: 'cenc', initData: playReadyInitData },
  'com.widevine.alpha': { drm: 'widevine', initDataType: 'cenc', initData: widevineInitData }
};

export const clearKey = 'org.w3.clearkey';

const clearKeyKind: KeySystemKind = { drm: undefined, initDataType: 'keyids', initData: clearKeyInitData };

/** One of them is enough: nothing is decoded. */
const contentTypes = ['video/mp4; codecs="avc1.42E01E"', 'video/mp4; codecs="vp09.00.10.08"'];

export interface KeySystemAccess {
  readonly keySystem: string;
  readonly kind: KeySystemKind;
  readonly access: MediaKeySystemAccess;
}

/**
 * The first of the given key systems that this browser has.
 * @param robustness As the player will ask for; the device id may depend on it.
 * @throws {BrowserClientError} `no-key-system`.
 */
export async function findKeySystem(
  candidates: readonly string[],
  robustness: string
): Promise<KeySystemAccess> {
  for (const keySystem of candidates) {
    const kind = keySystem === clearKey ? clearKeyKind : keySystems[keySystem];
    if (!kind) throw new TypeError(`There is no key system ${keySystem}.`);
    const videoCapabilities = contentTypes.map(contentType => ({ contentType, robustness }));
    const configuration = { initDataTypes: [kind.initDataType, 'cenc'], videoCapabilities };
    const access = await navigator
      .requestMediaKeySystemAccess?.(keySystem, [configuration])
      .catch(() => undefined);
    if (access) return { keySystem, kind, access };
  }
  throw new BrowserClientError(
    'no-key-system',
    'This browser has none of the DRMs that can be registered. Use another browser, over HTTPS.'
  );
}
