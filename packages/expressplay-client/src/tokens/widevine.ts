import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ContentKey, contentKeyParameter, kidParameter } from '../parameters/content-key.ts';
import { type Extension, extensions } from '../parameters/extension.ts';
import { generalFlags, integer, oneOf, text } from '../parameters/kinds.ts';
import { type ParameterTable, required } from '../parameters/parameter.ts';
import { type KeyedTokenRequest, keyedTokenWriter } from '../parameters/token-request.ts';

/** One content key of a Widevine token and its policy. */
export interface WidevineKey {
  /** 32 hex digits, or `^` and up to 64 characters. */
  kid: string;
  /** The content key. */
  key: ContentKey;
  /** 1 SW_SECURE_CRYPTO, 2 SW_SECURE_DECODE, 3 HW_SECURE_CRYPTO, 4 HW_SECURE_DECODE, 5 HW_SECURE_ALL. */
  securityLevel?: 1 | 2 | 3 | 4 | 5;
  /** 0 none, 1 HDCP v1, 2 v2, 3 v2.1, 4 v2.2, 5 no digital output. */
  hdcpOutputControl?: 0 | 1 | 2 | 3 | 4 | 5;
  /** 0 SD, 1 HD, 2 AUDIO, 3 UHD1, 4 UHD2. */
  trackType?: 0 | 1 | 2 | 3 | 4;
}

/** The options of a Widevine token that are not a key's. */
export interface WidevineOptions extends TokenOptions {
  /** At most 36 characters. */
  contentId?: string;
  /** 8 hex digits, or `0000` for none; `00000001` asks for a persistent license. */
  generalFlags?: string;
  /** Seconds within which playback may begin; unlimited when left out. */
  licenseDuration?: number;
  /** Seconds of viewing once playback has begun. */
  playbackDuration?: number;
  /** Widevine extensions, e.g. `{ type: 'wudo', payload: 'AAAAAA==' }`. */
  wvExtension?: readonly Extension[];
}

/**
 * A Widevine token request. ExpressPlay's 2016 text asks for `securityLevel` and `hdcpOutputControl` (-7003, -7006);
 * later callers leave them out.
 */
export type WidevineTokenRequest = KeyedTokenRequest<WidevineOptions, WidevineKey>;

export const widevineKeyParameters: ParameterTable<WidevineKey> = {
  kid: required(kidParameter, -4018),
  key: required(contentKeyParameter),
  securityLevel: oneOf('securityLevel', [1, 2, 3, 4, 5], -7004, -7003),
  hdcpOutputControl: oneOf('hdcpOutputControl', [0, 1, 2, 3, 4, 5], -7006),
  trackType: oneOf('trackType', [0, 1, 2, 3, 4])
};

export const widevineParameters: ParameterTable<WidevineOptions> = {
  ...tokenParameters,
  contentId: text('contentId', 36),
  generalFlags: generalFlags(),
  licenseDuration: integer('licenseDuration', { min: 0, unit: 'seconds' }, -7007),
  playbackDuration: integer('playbackDuration', { min: 0, unit: 'seconds' }),
  wvExtension: extensions('wvExtension', -7009, -2036, -2037)
};

export const widevineFields = keyedTokenWriter(widevineParameters, widevineKeyParameters);
