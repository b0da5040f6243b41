import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ContentKey, contentKeyParameter, kidParameter } from '../parameters/content-key.ts';
import { type ParameterTable, required } from '../parameters/parameter.ts';
import { type KeyedTokenRequest, keyedTokenWriter } from '../parameters/token-request.ts';

/** One content key of a universal token. */
export interface UniversalKey {
  /** 32 hex digits, or `^` and up to 64 characters. */
  kid: string;
  /** The content key. */
  key: ContentKey;
}

/**
 * A universal token request. Only the token's existence and its license URL are public: what ExpressPlay wants beyond
 * the common options goes into `parameters`, and a different request URL into the client's `endpoints`.
 */
export type UniversalTokenRequest = KeyedTokenRequest<TokenOptions, UniversalKey>;

export const universalKeyParameters: ParameterTable<UniversalKey> = {
  kid: required(kidParameter, -4018),
  key: required(contentKeyParameter)
};

export const universalFields = keyedTokenWriter(tokenParameters, universalKeyParameters);
