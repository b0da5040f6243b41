/** A moment as milliseconds since the Unix epoch, as `Date.now()` returns it. */
export type Timestamp = number;

/** The last moment that RFC 3339 can express; stands for "never ends". */
export const endOfTime: Timestamp = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

// Durations in milliseconds.
export const second = 1000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;
