import type { Timestamp } from '@expressplay-binding/binding-core';
import { invalidMember } from './input-errors.ts';

/** RFC 3339 in UTC, e.g. `2026-05-04T12:00:00.000Z`. */
export function toRfc3339(time: Timestamp): string {
  return new Date(time).toISOString();
}

/** For a moment that may be missing. */
export function toOptionalRfc3339(time: Timestamp | undefined): string | undefined {
  return time === undefined ? undefined : toRfc3339(time);
}

/** Reads RFC 3339 text; `validation` for a moment that JavaScript has no number for, such as a leap second. */
export function fromRfc3339(path: string, text: string): Timestamp {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw invalidMember(path, 'must be an RFC 3339 date and time');
}
