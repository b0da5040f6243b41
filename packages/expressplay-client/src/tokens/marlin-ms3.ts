import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ClearContentKey, clearKeyParameter } from '../parameters/content-key.ts';
import { type CriticalExtension, criticalExtension } from '../parameters/extension.ts';
import { base64, extensionType, flag, freeText, hex, oneOf } from '../parameters/kinds.ts';
import { type ParameterTable, required } from '../parameters/parameter.ts';
import { type Rental, rentalParameters } from '../parameters/rights.ts';
import { type KeyedTokenRequest, keyedTokenWriter } from '../parameters/token-request.ts';

/** One content key of an MS3 token. Published requests hold clear keys only. */
export interface MarlinMs3Key {
  /** `urn:marlin:kid:` and 32 hex digits for DASH, free text for HLS, or a `cid:marlin#…` name. */
  contentId: string;
  /** The content key; published requests hold clear keys only. */
  key: ClearContentKey;
}

/**
 * The options of an MS3 token that are not a key's. ExpressPlay's own table is not public; these are observed, except for those
 * of a rental: they are assumed to be the ones of Marlin Broadband.
 */
export interface MarlinMs3Options extends TokenOptions, Partial<Rental> {
  /** The media URL, `hls://…` for HLS. The compound URL holds it as its fragment. */
  contentURL?: string;
  /** Ask for a compound URL whose scheme is `ms3:`. */
  ms3Scheme?: boolean;
  /**
   * Ask for a compound URL of another scheme: `ms3hs` was observed to answer `ms3hs://` instead of `https://`; `ms3ha` is
   * assumed to answer `ms3h://` instead of `http://`.
   */
  ms3SchemeType?: 'ms3ha' | 'ms3hs';
  /** Short form of the next three options. */
  ms3Extension?: CriticalExtension;
  /** Four letters or digits, e.g. `wudo`. */
  extensionType?: string;
  /** Whether a client that does not know the extension must refuse to play. */
  extensionCriticalFlag?: boolean;
  /** Base64. */
  extensionPayload?: string;
  /** E.g. `urn:marlin:organization:intertrust:wudo,ImageConstraintLevel,0`. */
  outputControlOverride?: string;
  /** 8 hex digits. */
  outputControlFlags?: string;
  /** 8 hex digits. */
  outputControlValue?: string;
}

/** A Marlin MS3 token request. */
export type MarlinMs3TokenRequest = KeyedTokenRequest<MarlinMs3Options, MarlinMs3Key>;

export const marlinMs3KeyParameters: ParameterTable<MarlinMs3Key> = {
  contentId: required(freeText('contentId')),
  key: required(clearKeyParameter)
};

export const marlinMs3Parameters: ParameterTable<MarlinMs3Options> = {
  ...tokenParameters,
  ...rentalParameters,
  contentURL: freeText('contentURL'),
  ms3Scheme: flag('ms3Scheme'),
  ms3SchemeType: oneOf('ms3SchemeType', ['ms3ha', 'ms3hs']),
  ms3Extension: criticalExtension('ms3Extension', -2036, -2037),
  extensionType: extensionType('extensionType'),
  extensionCriticalFlag: flag('extensionCriticalFlag'),
  extensionPayload: base64('extensionPayload', -2037, -2035),
  outputControlOverride: freeText('outputControlOverride'),
  outputControlFlags: hex('outputControlFlags', 8, -2040, -2008),
  outputControlValue: hex('outputControlValue', 8, -2034)
};

export const marlinMs3Fields = keyedTokenWriter(marlinMs3Parameters, marlinMs3KeyParameters);
