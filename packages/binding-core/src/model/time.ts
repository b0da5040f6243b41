/** A moment as milliseconds since the Unix epoch, as `Date.now()` returns it. */
export type Timestamp = number;

/** The last moment that RFC 3339 can express; stands for "never ends". */
export const endOfTime: Timestamp = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Writes a moment as RFC 3339 in UTC, e.g. `2026-05-04T12:00:00.000Z`. */
export function toRfc3339(moment: Timestamp): string {
  return new Date(moment).toISOString();
}

/** The same for a moment that may be absent. */
export function toOptionalRfc3339(moment: Timestamp | undefined): string | undefined {
  return moment === undefined ? undefined : toRfc3339(moment);
}

// Durations in milliseconds.
export const second = 1000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;
