import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistrationOutcome } from '@expressplay-binding/binding-core';

// Gentle on the database, and quick enough for a customer who waits for the clip to play.
const pollInterval = 300;

/** How long an answer is held, and what ends the wait early. */
export interface Hold {
  /** Milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal;
}

/** Reads a registration until it is no longer pending, the time is over or the signal says to stop; the last one read. */
export async function holdWhilePending(
  read: () => Promise<RegistrationOutcome>,
  { wait, signal }: Hold
): Promise<RegistrationOutcome> {
  const until = Date.now() + wait;
  for (;;) {
    const outcome = await read();
    const left = until - Date.now();
    if (outcome.registration.state !== 'pending' || left <= 0 || signal.aborted) return outcome;
    await sleep(Math.min(pollInterval, left), undefined, { signal }).catch(() => {});
  }
}
