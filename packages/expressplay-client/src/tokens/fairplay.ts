import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ContentKey, contentKeyParameter, kidParameter } from '../parameters/content-key.ts';
import { type Extension, extensions } from '../parameters/extension.ts';
import { generalFlags, hex, integer } from '../parameters/kinds.ts';
import { type Field, type ParameterTable, required } from '../parameters/parameter.ts';
import { type TokenRequest, tokenWriter } from '../parameters/token-request.ts';

/** A FairPlay token's options. */
export interface FairPlayOptions extends TokenOptions {
  /**
   * 32 hex digits, or `^` and up to 64 characters. Needed for a key in key storage. Not sent with a wrapped key:
   * ExpressPlay takes either `kid` or `ek` with `kek`.
   */
  kid?: string;
  /** The content key. */
  key: ContentKey;
  /** The content's IV: 32 hex digits. */
  iv: string;
  /** 8 hex digits, or `0000` for none. */
  generalFlags?: string;
  /** Seconds; ExpressPlay's default is 0. */
  rentalDuration?: number;
  /** FairPlay extensions, e.g. `{ type: 'wudo', payload: 'AAAAAA==' }`. */
  fpExtension?: readonly Extension[];
}

/** A FairPlay token request. */
export type FairPlayTokenRequest = TokenRequest<FairPlayOptions>;

export const fairplayParameters: ParameterTable<FairPlayOptions> = {
  ...tokenParameters,
  kid: kidParameter,
  key: required(contentKeyParameter),
  iv: required(hex('iv', 32, -6003)),
  generalFlags: generalFlags(),
  rentalDuration: integer('rentalDuration', { min: 0, unit: 'seconds' }, -6007),
  fpExtension: extensions('fpExtension', -6001, -2036, -2037)
};

const write = tokenWriter(fairplayParameters);

export function fairplayFields(request: FairPlayTokenRequest): readonly Field[] {
  const fields = write(request);
  if (request.key.kind === 'key-storage' && request.kid === undefined) {
    throw new ExpressPlayArgumentError('kid', 'is required for a key in key storage', -4018);
  }
  return request.key.kind === 'wrapped' ? fields.filter(([name]) => name !== 'kid') : fields;
}
