import type { Timestamp } from './model/time.ts';

/**
 * Makes a clock that follows `clock` when it is set ahead and goes on evenly when it is set back: what is due after a wait is then
 * due after this wait, and not an hour later.
 */
export function steadyClock(clock: () => Timestamp, monotonicClock: () => number): () => Timestamp {
  let offset = Number.NEGATIVE_INFINITY;
  return () => {
    const elapsed = monotonicClock();
    offset = Math.max(offset, clock() - elapsed);
    return Math.round(offset + elapsed);
  };
}
