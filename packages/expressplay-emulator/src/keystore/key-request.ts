import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { EventError } from '../event-error.ts';
import { isWrappedKey } from '../parameters/content-keys.ts';
import { isHex16 } from '../parameters/formats.ts';
import { first, type RequestParameters } from '../parameters/parameters.ts';
import { KeystoreError } from './keystore-error.ts';
import { normalizeKid } from './kid.ts';

const Text = Type.Optional(Type.String({ maxLength: 1024 }));

const KeyBodySchema = Type.Object({
  kid: Text,
  k: Text,
  ek: Text,
  kekId: Text,
  info: Text,
  contentId: Text,
  expiration: Text
});

/** The members of a key object that a caller sends. */
export type KeyBody = Static<typeof KeyBodySchema>;

/**
 * Checks a key object: `k` is 32 hexadecimal digits and needs a `kek`, `ek` is 48, and they exclude each
 * other.
 *
 * @throws KeystoreError
 */
export function readKeyBody(body: unknown, kek: string | undefined): KeyBody {
  const key = body ?? {};
  if (!Value.Check(KeyBodySchema, key))
    throw new KeystoreError('bad-parameters', 'The body is not a key object.');
  if (key.k !== undefined && key.ek !== undefined) {
    throw new KeystoreError('bad-parameters', 'Give k or ek, not both.');
  }
  if (key.k !== undefined && !isHex16(key.k)) {
    throw new KeystoreError('bad-parameters', 'k must be 32 hexadecimal characters.');
  }
  if (key.k !== undefined && kek === undefined) throw new KeystoreError('bad-parameters', 'k needs a kek.');
  if (key.ek !== undefined && !isWrappedKey(key.ek)) {
    throw new KeystoreError('bad-parameters', 'ek must be 48 hexadecimal characters.');
  }
  return key;
}

/**
 * The `kek` of the query: 32 hexadecimal digits.
 *
 * @throws KeystoreError
 */
export function readKek(parameters: RequestParameters): string | undefined {
  const kek = first(parameters, 'kek');
  if (kek !== undefined && !isHex16(kek)) {
    throw new KeystoreError('bad-parameters', 'kek must be 32 hexadecimal characters.');
  }
  return kek;
}

/**
 * A key ID in either form.
 *
 * @throws KeystoreError
 */
export function readKid(kid: string): string {
  try {
    return normalizeKid(kid);
  } catch (error) {
    throw error instanceof EventError ? new KeystoreError('bad-parameters', error.message) : error;
  }
}
