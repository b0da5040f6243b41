/** A moment as milliseconds since the Unix epoch, as `Date.now()` gives it. */
export type Timestamp = number;

export const second = 1000;
export const minute = 60 * second;
/** The last moment that RFC 3339 can write; stands for "without end". */
export const endOfTime: Timestamp = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const day = 24 * 60 * minute;
