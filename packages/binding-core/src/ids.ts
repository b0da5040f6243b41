import { v7 } from 'uuid';
import type { Timestamp } from './model/time.ts';

/** Fills and returns a buffer of `size` unpredictable bytes, as `crypto.randomBytes` does. */
export type RandomBytes = (size: number) => Uint8Array;

/** The prefixes of ids, one per kind of object. */
export type IdPrefix =
  | 'reg'
  | 'dev'
  | 'ent'
  | 'tok'
  | 'aud'
  | 'att'
  | 'swp'
  | 'ses'
  | 'dum'
  | 'chk'
  | 'key'
  | 'evt';

/** Counts the ids of this process, from a random start. In an id it follows the time. */
let sequence: number | undefined;

/**
 * A prefixed, time-ordered id: a UUIDv7 (RFC 9562, section 5.7) without its dashes, e.g. `dev_0192…`. Ids of the same millisecond
 * sort in the order in which this process made them. Make an id in the unit that writes it, with the unit's `now`: an id that is
 * older than its commit would appear behind the cursor of somebody who has read on.
 */
export function newId(prefix: IdPrefix, now: Timestamp, randomBytes: RandomBytes): string {
  const random = randomBytes(16);
  // The counter that RFC 9562 describes in section 6.2. It wraps around after 4 billion ids; that matters only within a millisecond.
  sequence = ((sequence ?? Buffer.from(random).readUInt32BE()) + 1) >>> 0;
  return `${prefix}_${v7({ msecs: now, seq: sequence, random }).replaceAll('-', '')}`;
}

/** Sorts before every id of the prefix that is made at the moment or later, and after every earlier one. */
export function lowestId(prefix: IdPrefix, moment: Timestamp): string {
  return `${prefix}_${moment.toString(16).padStart(12, '0')}`;
}

/** Returns the moment at which the id was made. */
export function momentOf(id: string): Timestamp {
  const start = id.indexOf('_') + 1;
  return Number.parseInt(id.slice(start, start + 12), 16);
}

/** The id of another object that is made together with the object of this id: the same moment and randomness. */
export function idOfSame(prefix: IdPrefix, id: string): string {
  return prefix + id.slice(prefix.length);
}

/** A correlation string: 24 random bytes as base64url, exactly the 32 characters that ExpressPlay allows. */
export function newCookie(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(24)).toString('base64url');
}
