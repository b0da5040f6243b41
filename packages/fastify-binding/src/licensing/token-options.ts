import type {
  FairPlayOptions,
  MarlinLicenseOptions,
  Ms3Options,
  PlayReadyKey,
  PlayReadyOptions,
  WidevineKey,
  WidevineOptions
} from '@expressplay-binding/expressplay-client';

/** What binding decides for every token, so that no option may. */
type Decided = 'kid' | 'key' | 'iv' | 'contentId' | 'cookie' | 'deviceId' | 'expirationTime' | 'generalFlags';

/** How the tokens of each DRM are asked for, beyond what binding decides. */
export interface LicenseTokenOptions {
  /** Default: `securityLevel` 1 (software crypto) and `hdcpOutputControl` 0 (none): every device plays. */
  readonly widevine?: Partial<Omit<WidevineOptions & WidevineKey, Decided>>;
  /** Default: `rightsType` `BuyToOwn` and all five output protection levels 0: every output plays. */
  readonly playready?: Partial<Omit<PlayReadyOptions & PlayReadyKey, Decided>>;
  readonly fairplay?: Partial<Omit<FairPlayOptions, Decided>>;
  readonly marlinMs3?: Partial<Omit<Ms3Options, Decided>>;
  /** Default: `rightsType` `BuyToOwn`. */
  readonly marlinBroadband?: Partial<Omit<MarlinLicenseOptions, Decided>>;
}

export const defaultTokenOptions = {
  widevine: { securityLevel: 1, hdcpOutputControl: 0 },
  playready: {
    rightsType: 'BuyToOwn',
    analogVideoOPL: 0,
    compressedDigitalAudioOPL: 0,
    compressedDigitalVideoOPL: 0,
    uncompressedDigitalAudioOPL: 0,
    uncompressedDigitalVideoOPL: 0
  },
  marlinBroadband: { rightsType: 'BuyToOwn' }
} as const satisfies LicenseTokenOptions;
