import type { Drm } from './drm.ts';

/** Output protection levels, 0 to 999 each. */
export interface PlayReadyOptions {
  readonly analogVideoOPL?: number | undefined;
  readonly compressedDigitalAudioOPL?: number | undefined;
  readonly compressedDigitalVideoOPL?: number | undefined;
  readonly uncompressedDigitalAudioOPL?: number | undefined;
  readonly uncompressedDigitalVideoOPL?: number | undefined;
  readonly unknownOutputBehavior?: 'Allow' | 'Disallow' | 'SDOnly' | undefined;
  readonly minCertSecurityLevel?: 150 | 2000 | 3000 | undefined;
}

export interface WidevineOptions {
  /** 1 (software crypto) to 5 (everything in hardware). */
  readonly securityLevel?: number | undefined;
  /** 0 none, 1 HDCP v1, 2 v2, 3 v2.1, 4 v2.2, 5 no digital output. */
  readonly hdcpOutputControl?: number | undefined;
  /** `type,payload` each: 4 characters and base64, e.g. `wudo,AAAAAA==`. */
  readonly wvExtension?: readonly string[] | undefined;
}

export interface FairPlayOptions {
  /** `type,payload` each: 4 characters and base64, e.g. `wudo,AAAAAA==`. */
  readonly fpExtension?: readonly string[] | undefined;
}

export interface MarlinMs3Options {
  /** `type,criticalFlag,payload`, e.g. `wudo,false,AAAAAA==`. */
  readonly ms3Extension?: string | undefined;
}

export interface MarlinBbOptions {
  readonly outputControlOverrideId?: string | undefined;
  readonly outputControlOverrideParameter?: string | undefined;
  readonly outputControlOverrideValue?: string | undefined;
}

/** Options that only some DRM knows, under ExpressPlay's own parameter names. */
export interface DrmOptions {
  readonly widevine?: WidevineOptions | undefined;
  readonly playready?: PlayReadyOptions | undefined;
  readonly fairplay?: FairPlayOptions | undefined;
  readonly 'marlin-ms3'?: MarlinMs3Options | undefined;
  readonly 'marlin-bb'?: MarlinBbOptions | undefined;
}

/** The options for one DRM: each source wins over those before it, member by member. */
export function mergeDrmOptions<D extends Drm>(
  drm: D,
  ...sources: readonly (DrmOptions | undefined)[]
): NonNullable<DrmOptions[D]> {
  return Object.assign({}, ...sources.map(source => source?.[drm]));
}
