import { formatTime } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Switches } from '../switches.ts';
import { deriveKekId } from './kek-id.ts';
import { type KeyBody, readKid } from './key-request.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';
import { KeystoreError } from './keystore-error.ts';

/** What key storage works with during one call. */
export type KeystoreCall = {
  readonly keys: KeyStore;
  readonly dialect: Switches['keystore'];
  readonly random: Random;
  readonly now: number;
  /** The caller's key-encryption key; never stored. */
  readonly kek: string | undefined;
};

/**
 * Stores a key and generates a missing kid or key. A kid that exists already keeps its key.
 *
 * @throws KeystoreError when there is neither `kek` nor `ek`, or `kek` does not unwrap `ek`.
 */
export function createKey(
  call: KeystoreCall,
  body: KeyBody
): { readonly created: boolean; readonly key: StoredKey } {
  const { keys, random, kek, now } = call;
  const kid = body.kid === undefined ? random.bytes(16).toString('hex') : readKid(body.kid);
  const existing = keys.find(kid);
  if (existing !== undefined) return { created: false, key: existing };
  const key = {
    kid,
    ek: wrappedKeyOf(call, body),
    kekId: kekIdOf(call, body),
    info: body.info,
    contentId: body.contentId,
    expiration: body.expiration,
    lastUpdate: formatTime(now)
  };
  if (kek !== undefined) revealKey(key, kek);
  keys.put(key);
  return { created: true, key };
}

/**
 * Changes the members that the body has; the kid stays.
 *
 * @throws KeystoreError
 */
export function updateKey(call: KeystoreCall, kid: string, body: KeyBody): void {
  const old = findKey(call.keys, kid);
  const newKey = body.k !== undefined || body.ek !== undefined;
  call.keys.put({
    kid,
    ek: newKey ? wrappedKeyOf(call, body) : old.ek,
    kekId: newKey ? kekIdOf(call, body) : (body.kekId ?? old.kekId),
    info: body.info ?? old.info,
    contentId: body.contentId ?? old.contentId,
    expiration: body.expiration ?? old.expiration,
    lastUpdate: formatTime(call.now)
  });
}

/** @throws KeystoreError when there is no such key. */
export function findKey(keys: KeyStore, kid: string): StoredKey {
  const key = keys.find(kid);
  if (key === undefined) throw new KeystoreError('missing', 'Not Found');
  return key;
}

/**
 * The clear key.
 *
 * @throws KeystoreError when the key-encryption key is not the right one.
 */
export function revealKey({ ek }: StoredKey, kek: string): string {
  const key = unwrapKey(ek, kek);
  if (key === undefined) throw new KeystoreError('wrong-kek', 'The kek does not unwrap the key.');
  return key;
}

/** Whether this key-encryption key, if there is one, unwraps the key. */
export const unwraps = ({ ek }: StoredKey, kek: string | undefined): boolean =>
  kek === undefined || unwrapKey(ek, kek) !== undefined;

function wrappedKeyOf({ kek, random }: KeystoreCall, { k, ek }: KeyBody): string {
  if (ek !== undefined) return ek.toLowerCase();
  if (kek === undefined) throw new KeystoreError('bad-parameters', 'Give kek or ek.');
  return wrapKey(k ?? random.bytes(16).toString('hex'), kek);
}

const kekIdOf = ({ kek, dialect }: KeystoreCall, { kekId }: KeyBody): string | undefined =>
  kekId ?? (kek === undefined ? undefined : deriveKekId(kek, dialect));
