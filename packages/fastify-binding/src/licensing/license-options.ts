import type { DrmOptions, LicenseTokenRequest, TrackType } from '@expressplay-binding/binding-core';
import type { PlayReadyKey, WidevineKey } from '@expressplay-binding/expressplay-client';
import { compact } from '../http/compact.ts';

type Options<D extends keyof DrmOptions> = NonNullable<DrmOptions[D]>;

/** The widest policy, where nobody set one: software crypto, every output, every track. */
const widestWidevine = { securityLevel: 1, hdcpOutputControl: 0 } as const;

/** All outputs play. ExpressPlay asks for all five levels. */
const widestPlayReady = {
  analogVideoOPL: 0,
  compressedDigitalAudioOPL: 0,
  compressedDigitalVideoOPL: 0,
  uncompressedDigitalAudioOPL: 0,
  uncompressedDigitalVideoOPL: 0
} as const;

/** Widevine's policy is a key's; each key of a token gets the same, and what its track is. */
export function widevineOptions({ options }: LicenseTokenRequest) {
  const { wvExtension, securityLevel, hdcpOutputControl } = (options ?? {}) as Options<'widevine'>;
  const policy = compact({ securityLevel, hdcpOutputControl }) as Pick<
    WidevineKey,
    'securityLevel' | 'hdcpOutputControl'
  >;
  return {
    ofToken: compact({ wvExtension: wvExtension?.map(extension) }),
    ofKey: (trackType: TrackType | undefined) => ({
      ...widestWidevine,
      ...policy,
      ...(trackType !== undefined && { trackType: trackNumbers[trackType] })
    })
  };
}

export function playreadyOptions({ options }: LicenseTokenRequest) {
  const { minCertSecurityLevel, ...levels } = (options ?? {}) as Options<'playready'>;
  const ofKey: Pick<PlayReadyKey, 'minCertSecurityLevel'> = compact({ minCertSecurityLevel });
  return { ofToken: { ...widestPlayReady, ...compact(levels) }, ofKey };
}

export function fairplayOptions({ options }: LicenseTokenRequest) {
  const { fpExtension } = (options ?? {}) as Options<'fairplay'>;
  return compact({ fpExtension: fpExtension?.map(extension) });
}

export function marlinMs3Options({ options }: LicenseTokenRequest) {
  const { ms3Extension } = (options ?? {}) as Options<'marlin-ms3'>;
  if (ms3Extension === undefined) return {};
  const [type = '', critical, payload = ''] = ms3Extension.split(',');
  return { ms3Extension: { type, critical: critical === 'true', payload } };
}

export function marlinBbOptions({ options }: LicenseTokenRequest) {
  return compact((options ?? {}) as Options<'marlin-bb'>);
}

/** ExpressPlay's numbers. */
const trackNumbers = { SD: 0, HD: 1, AUDIO: 2, UHD1: 3, UHD2: 4 } as const satisfies Record<
  TrackType,
  number
>;

function extension(text: string) {
  const [type = '', payload = ''] = text.split(',');
  return { type, payload };
}
