import type { Switches } from '../switches.ts';
import { revealKey } from './key-storage.ts';
import type { StoredKey } from './key-store.ts';

type Dialect = Switches['keystore'];

/** A key in an answer: undefined members do not appear in the JSON. */
export type PresentedKey = { readonly [Member in keyof StoredKey | 'k']?: string | undefined };

/** A key that was just created: both forms of it, as far as a `kek` allows. SkeyMa leaves out `lastUpdate`. */
export function presentCreated(key: StoredKey, kek: string | undefined, dialect: Dialect): PresentedKey {
  const k = kek === undefined ? undefined : revealKey(key, kek);
  const shown = { kid: key.kid, k, ek: key.ek, kekId: key.kekId, ...detailsOf(key) };
  return inDialect(dialect === 'skeyma' ? { ...shown, lastUpdate: undefined } : shown, dialect);
}

/**
 * A key that was asked for: clear with a `kek`, wrapped without. With a `kek` SkeyMa leaves out `kekId` as
 * well.
 *
 * @throws KeystoreError when the `kek` is not the right one.
 */
export function presentKey(key: StoredKey, kek: string | undefined, dialect: Dialect): PresentedKey {
  if (kek === undefined)
    return inDialect({ kid: key.kid, ek: key.ek, kekId: key.kekId, ...detailsOf(key) }, dialect);
  const kekId = dialect === 'skeyma' ? undefined : key.kekId;
  return inDialect({ kid: key.kid, k: revealKey(key, kek), kekId, ...detailsOf(key) }, dialect);
}

/** Only the key: clear with a `kek`, and without one wrapped, after `#`. */
export function presentValue(key: StoredKey, kek: string | undefined, dialect: Dialect): string {
  return kek === undefined ? `#${hex(key.ek, dialect)}` : hex(revealKey(key, kek), dialect);
}

const detailsOf = ({ info, contentId, expiration, lastUpdate }: StoredKey) => ({
  info,
  contentId,
  expiration,
  lastUpdate
});

/** ExpressPlay prints hexadecimal in upper case. */
function inDialect(key: PresentedKey, dialect: Dialect): PresentedKey {
  return {
    ...key,
    kid: key.kid && hex(key.kid, dialect),
    k: key.k && hex(key.k, dialect),
    ek: key.ek && hex(key.ek, dialect)
  };
}

const hex = (digits: string, dialect: Dialect): string =>
  dialect === 'expressplay' ? digits.toUpperCase() : digits;
