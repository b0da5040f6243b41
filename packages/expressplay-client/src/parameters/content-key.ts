import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { hex, isText } from './kinds.ts';
import {
  type Field,
  type FieldWriter,
  fieldWriter,
  type Parameter,
  parameter,
  required
} from './parameter.ts';

/** A content key in the clear: 32 hex digits. */
export interface ClearContentKey {
  /** Marks a clear key. */
  kind: 'clear';
  /** The key: 32 hex digits. */
  value: string;
}

/** A content key wrapped by AES Key Wrap (RFC 3394): `ek` has 48 hex digits, the wrapping key `kek` 32. */
export interface WrappedContentKey {
  /** Marks a wrapped key. */
  kind: 'wrapped';
  /** The wrapped key: 48 hex digits. */
  ek: string;
  /** The key encryption key: 32 hex digits. */
  kek: string;
}

/** A content key that ExpressPlay's key storage holds under the kid, wrapped by `kek`, 32 hex digits. */
export interface StoredContentKey {
  /** Marks a key that key storage holds. */
  kind: 'key-storage';
  /** The key encryption key: 32 hex digits. */
  kek: string;
}

/** The three ways to hand a content key to ExpressPlay. */
export type ContentKey = ClearContentKey | WrappedContentKey | StoredContentKey;

/** The key ID: 32 hex digits, or `^` and 1 to 64 characters that ExpressPlay hashes to one (see `resolveKid`). */
export const kidParameter: Parameter<string> = {
  names: ['kid'],
  rule: '32 hex digits, or ^ and 1 to 64 characters',
  eventCodes: [-4020, -4021, -4022],
  required: false,
  write(kid, option) {
    const isName = isText(kid) && kid.startsWith('^');
    return isName ? kidName.write(kid, option) : kidDigits.write(kid, option);
  }
};

const kidDigits = hex('kid', 32, -4020);
const kidName = parameter<string>(
  'kid',
  '^ and 1 to 64 characters',
  kid => (kid.length > 1 && kid.length <= 65 ? kid : undefined),
  -4021
);

export const contentKeyParameter: Parameter<ContentKey> = {
  names: ['contentKey', 'ek', 'kek'],
  rule: 'a clear, wrapped or key-storage key',
  eventCodes: [-2027, -2005, -4024, -4019, -5007],
  required: false,
  write(key, option) {
    const { kind, ...parts } = key ?? {};
    if (!Object.hasOwn(writers, kind))
      throw new ExpressPlayArgumentError(`${option}.kind`, `must be one of ${kinds}`);
    return writers[kind](parts as never, `${option}.`);
  }
};

/** Marlin's published requests hold clear keys only. */
export const clearKeyParameter: Parameter<ClearContentKey> = {
  names: ['contentKey'],
  rule: 'a clear key',
  eventCodes: [-2027, -2005],
  required: true,
  write(key, option): readonly Field[] {
    if (key?.kind !== 'clear') throw new ExpressPlayArgumentError(`${option}.kind`, 'must be clear');
    return contentKeyParameter.write(key, option);
  }
};

const kek = required(hex('kek', 32, -4024));

const writers = {
  clear: fieldWriter({ value: required(hex('contentKey', 32, -2027, -2005)) }),
  wrapped: fieldWriter({ ek: required(hex('ek', 48, -4024)), kek }),
  'key-storage': fieldWriter({ kek })
} satisfies {
  [Kind in ContentKey['kind']]: FieldWriter<Omit<Extract<ContentKey, { kind: Kind }>, 'kind'>>;
};

const kinds = Object.keys(writers).join(', ');
