import { v7 } from 'uuid';
import type { Timestamp } from './model/time.ts';

/** Fills and returns a buffer of `size` unpredictable bytes, as `crypto.randomBytes` does. */
export type RandomBytes = (size: number) => Uint8Array;

/** The prefixes of ids, one per kind of object. */
export type IdPrefix = 'reg' | 'dev' | 'ent' | 'tok' | 'aud' | 'att' | 'swp' | 'ses' | 'dum' | 'chk';

/** A prefixed, time-ordered id: a UUIDv7 (RFC 9562, section 5.7) without its dashes, e.g. `dev_0192…`. */
export function newId(prefix: IdPrefix, now: Timestamp, randomBytes: RandomBytes): string {
  return `${prefix}_${v7({ msecs: now, random: randomBytes(16) }).replaceAll('-', '')}`;
}

/** Sorts before every id of the prefix that is made at the moment or later, and after every earlier one. */
export function lowestId(prefix: IdPrefix, moment: Timestamp): string {
  return `${prefix}_${moment.toString(16).padStart(12, '0')}`;
}

/** The id of another object that is made together with the object of this id: the same moment and randomness. */
export function idOfSame(prefix: IdPrefix, id: string): string {
  return prefix + id.slice(prefix.length);
}

/** A correlation string: 24 random bytes as base64url, exactly the 32 characters that ExpressPlay allows. */
export function newCookie(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(24)).toString('base64url');
}
