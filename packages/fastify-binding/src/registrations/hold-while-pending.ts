import { setTimeout as sleep } from 'node:timers/promises';
import type { Binding, RegistrationOutcome } from '@expressplay-binding/binding-core';
import { LRUCache } from 'lru-cache';

// In milliseconds: rare enough for the database, and often enough for a customer who waits for the clip.
const pollInterval = 300;
/** Milliseconds between two look-ups of one account, however many clients wait for its registrations. */
const lookUpInterval = 1000;
const mostAccounts = 10_000;

/** Reads a registration until it is no longer pending, `wait` milliseconds are over or the signal aborts. Returns the last read. */
export type HoldWhilePending = (
  registrationId: string,
  wait: number,
  signal: AbortSignal
) => Promise<RegistrationOutcome>;

/**
 * Meanwhile the registration is looked up more often than in the background. A look-up that fails, or that the budget has no room
 * for, is left to the background.
 */
export function createHoldWhilePending(
  binding: Pick<Binding, 'readRegistration' | 'lookUpAwaited'>
): HoldWhilePending {
  const lookedUp = new LRUCache<string, true>({ max: mostAccounts, ttl: lookUpInterval });
  const underWay = new Set<string>();

  /** Starts a look-up, unless one of the account is under way or was a moment ago. No answer waits for it. */
  function lookUp({ registration: { accountId, registrationId } }: RegistrationOutcome): void {
    if (lookedUp.has(accountId) || underWay.has(accountId)) return;
    lookedUp.set(accountId, true);
    underWay.add(accountId);
    const ended = () => void underWay.delete(accountId);
    binding.lookUpAwaited(registrationId).then(ended, ended);
  }

  return async (registrationId, wait, signal) => {
    const until = performance.now() + wait;
    for (;;) {
      const outcome = await binding.readRegistration(registrationId);
      const left = until - performance.now();
      if (outcome.registration.state !== 'pending' || left <= 0 || signal.aborted) return outcome;
      lookUp(outcome);
      await sleep(Math.min(pollInterval, left), undefined, { signal }).catch(() => {});
    }
  };
}
