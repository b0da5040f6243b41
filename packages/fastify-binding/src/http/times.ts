import type { Timestamp } from '@expressplay-binding/binding-core';
import { invalidMember } from './input-errors.ts';

/** Writes a time as RFC 3339 in UTC, e.g. `2026-05-04T12:00:00.000Z`. */
export function toRfc3339(time: Timestamp): string {
  return new Date(time).toISOString();
}

/** The same for a time that may be absent. */
export function toOptionalRfc3339(time: Timestamp | undefined): string | undefined {
  return time === undefined ? undefined : toRfc3339(time);
}

/** Reads the RFC 3339 text of a member. @throws `validation` when JavaScript cannot represent it, e.g. a leap second. */
export function fromRfc3339(path: string, text: string): Timestamp {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw invalidMember(path, 'must be an RFC 3339 date and time');
}
