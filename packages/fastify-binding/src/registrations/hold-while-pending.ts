import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistrationOutcome } from '@expressplay-binding/binding-core';

// In milliseconds: rare enough for the database, and often enough for a customer who waits for the clip.
const pollInterval = 300;

/** Reads a registration until it is no longer pending, `wait` milliseconds are over or the signal aborts. Returns the last read. */
export async function holdWhilePending(
  read: () => Promise<RegistrationOutcome>,
  wait: number,
  signal: AbortSignal
): Promise<RegistrationOutcome> {
  const until = Date.now() + wait;
  for (;;) {
    const outcome = await read();
    const left = until - Date.now();
    if (outcome.registration.state !== 'pending' || left <= 0 || signal.aborted) return outcome;
    await sleep(Math.min(pollInterval, left), undefined, { signal }).catch(() => {});
  }
}
