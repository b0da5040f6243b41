import { EventError } from '../event-error.ts';
import type { KeyStore } from '../keystore/key-store.ts';
import { unwrapKey } from '../keystore/key-wrap.ts';
import { isHex16 } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/** A key that a token carries; both members are 32 lower-case hexadecimal digits. */
export type ContentKey = { readonly kid: string; readonly key: string };

/** The keys that the caller's service has put into key storage. */
export type StoredKeys = Pick<KeyStore, 'find'>;

/**
 * The content key of one key ID, from any of its forms in a request: clear (`contentKey`), wrapped
 * (`kek` and `ek`) or kept in key storage (only `kek`).
 *
 * @param suffix `''`, or `.N` where a request carries several keys. A `kek` without it counts for all of
 * them.
 * @throws EventError -2005, -2027, -4019 or -4024.
 */
export function readContentKey(
  parameters: RequestParameters,
  suffix: string,
  kid: string,
  stored: StoredKeys
): string {
  const contentKey = first(parameters, `contentKey${suffix}`);
  const kek = first(parameters, `kek${suffix}`) ?? first(parameters, 'kek');
  const ek = first(parameters, `ek${suffix}`);
  if (contentKey !== undefined) {
    if (kek !== undefined || ek !== undefined)
      throw new EventError(-2005, 'give contentKey or kek, not both');
    if (!isHex16(contentKey)) throw new EventError(-2027);
    return contentKey.toLowerCase();
  }
  if (kek === undefined && ek === undefined)
    throw new EventError(-2005, 'give contentKey, kek and ek, or kek');
  if (kek === undefined || !isHex16(kek)) throw new EventError(-4024);
  return ek === undefined ? fetchStored(kid, kek, stored) : unwrapGiven(ek, kek);
}

function unwrapGiven(ek: string, kek: string): string {
  const key = isWrappedKey(ek) ? unwrapKey(ek, kek) : undefined;
  if (key === undefined) throw new EventError(-4024);
  return key;
}

function fetchStored(kid: string, kek: string, stored: StoredKeys): string {
  const ek = stored.find(kid)?.ek;
  const key = ek === undefined ? undefined : unwrapKey(ek, kek);
  if (key === undefined) throw new EventError(-4019);
  return key;
}

/** RFC 3394 makes 24 bytes of a 16-byte key. */
export const isWrappedKey = (text: string): boolean => /^[0-9a-f]{48}$/i.test(text);
