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
 * Stores a key, making up the kid and the key that are not given. A kid that exists already keeps its key.
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
  if (kek === undefined && body.ek === undefined)
    throw new KeystoreError('bad-parameters', 'Give kek or ek.');
  const ek = body.ek ?? wrapKey(body.k ?? random.bytes(16).toString('hex'), kek ?? '');
  const key = {
    ...textsOf(body),
    kid,
    ek: ek.toLowerCase(),
    kekId: kekIdOf(call, body),
    lastUpdate: formatTime(now)
  };
  if (kek !== undefined) revealKey(key, kek);
  keys.put(key);
  return { created: true, key };
}

/** Changes the members that are given; the kid stays. @throws KeystoreError */
export function updateKey(call: KeystoreCall, kid: string, body: KeyBody): void {
  const { keys, kek, now } = call;
  const old = findKey(keys, kid);
  const ek = body.k === undefined ? body.ek : wrapKey(body.k, kek ?? '');
  keys.put({
    ...old,
    ...textsOf(body),
    ...(ek === undefined ? {} : { ek: ek.toLowerCase(), kekId: kekIdOf(call, body) }),
    ...(body.kekId === undefined ? {} : { kekId: body.kekId }),
    lastUpdate: formatTime(now)
  });
}

/** @throws KeystoreError when there is no such key. */
export function findKey(keys: KeyStore, kid: string): StoredKey {
  const key = keys.find(kid);
  if (key === undefined) throw new KeystoreError('missing', 'Not Found');
  return key;
}

/** The clear key. @throws KeystoreError when the key-encryption key is not the right one. */
export function revealKey({ ek }: StoredKey, kek: string): string {
  const key = unwrapKey(ek, kek);
  if (key === undefined) throw new KeystoreError('wrong-kek', 'The kek does not unwrap the key.');
  return key;
}

const kekIdOf = ({ kek, dialect }: KeystoreCall, body: KeyBody): string | undefined =>
  body.kekId ?? (kek === undefined ? undefined : deriveKekId(kek, dialect));

const textsOf = ({
  info,
  contentId,
  expiration
}: KeyBody): Pick<KeyBody, 'info' | 'contentId' | 'expiration'> => ({
  ...(info === undefined ? {} : { info }),
  ...(contentId === undefined ? {} : { contentId }),
  ...(expiration === undefined ? {} : { expiration })
});
