/** A moment as milliseconds since the Unix epoch, as `Date.now()` gives it. */
export type Timestamp = number;

export const second = 1000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;
