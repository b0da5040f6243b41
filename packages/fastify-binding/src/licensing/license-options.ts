import type { DrmOptions, LicenseTokenRequest, TrackType } from '@expressplay-binding/binding-core';
import type { PlayReadyKey, WidevineKey } from '@expressplay-binding/expressplay-client';
import { compact } from '../http/compact.ts';

type Options<D extends keyof DrmOptions> = NonNullable<DrmOptions[D]>;

/** The policy where no option is set. It allows software crypto, every output and every track. */
const widestWidevine = { securityLevel: 1, hdcpOutputControl: 0 } as const;

/** The levels where no option is set. Every output plays. ExpressPlay requires all five levels. */
const widestPlayReady = {
  analogVideoOPL: 0,
  compressedDigitalAudioOPL: 0,
  compressedDigitalVideoOPL: 0,
  uncompressedDigitalAudioOPL: 0,
  uncompressedDigitalVideoOPL: 0
} as const;

/** The options of Widevine. Its policy belongs to a key; every key of a token gets the same policy and its own track type. */
export function widevineOptions({ options }: LicenseTokenRequest) {
  const { wvExtension, securityLevel, hdcpOutputControl, ...ofToken } = (options ??
    {}) as Options<'widevine'>;
  const policy = compact({ securityLevel, hdcpOutputControl }) as Pick<
    WidevineKey,
    'securityLevel' | 'hdcpOutputControl'
  >;
  return {
    ofToken: compact({ ...ofToken, wvExtension: wvExtension?.map(extension) }),
    ofKey: (trackType: TrackType | undefined) => ({
      ...widestWidevine,
      ...policy,
      ...(trackType !== undefined && { trackType: trackNumbers[trackType] })
    })
  };
}

/** The options of PlayReady. */
export function playreadyOptions({ options }: LicenseTokenRequest) {
  const { minCertSecurityLevel, ...levels } = (options ?? {}) as Options<'playready'>;
  const ofKey: Pick<PlayReadyKey, 'minCertSecurityLevel'> = compact({ minCertSecurityLevel });
  return { ofToken: { ...widestPlayReady, ...compact(levels) }, ofKey };
}

/** The options of FairPlay. */
export function fairplayOptions({ options }: LicenseTokenRequest) {
  const { fpExtension, parameters } = (options ?? {}) as Options<'fairplay'>;
  return compact({ parameters, fpExtension: fpExtension?.map(extension) });
}

/** The options of Marlin MS3. The content id belongs to the first key. */
export function marlinMs3Options({ options }: LicenseTokenRequest) {
  const { ms3Extension, contentId, ...ofToken } = (options ?? {}) as Options<'marlin-ms3'>;
  const [type = '', critical, payload = ''] = ms3Extension?.split(',') ?? [];
  return {
    contentId,
    ofToken: compact({
      ...ofToken,
      ms3Extension: ms3Extension === undefined ? undefined : { type, critical: critical === 'true', payload }
    })
  };
}

/** The options of Marlin Broadband. */
export function marlinBbOptions({ options }: LicenseTokenRequest) {
  return compact((options ?? {}) as Options<'marlin-bb'>);
}

/** ExpressPlay's numbers of track types. */
const trackNumbers = { SD: 0, HD: 1, AUDIO: 2, UHD1: 3, UHD2: 4 } as const satisfies Record<
  TrackType,
  number
>;

function extension(text: string) {
  const [type = '', payload = ''] = text.split(',');
  return { type, payload };
}
