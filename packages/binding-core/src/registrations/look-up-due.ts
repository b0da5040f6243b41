import type { Caller, Parts } from '../context.ts';
import type { Registration } from '../model/registration.ts';
import { minute } from '../model/time.ts';
import type { DueRegistration } from '../ports/store.ts';
import { completeRegistration, completeRegistrationRefusals } from './complete-registration.ts';
import { nextLookUp, retryLookUp } from './pending.ts';

/** What one round of the background worker did. */
export interface LookUpRound {
  /** How many registrations were looked up. */
  readonly lookedUp: number;
  /** How many of them are settled now. */
  readonly settled: number;
  /** Why look-ups failed; they are tried again later. */
  readonly errors: readonly unknown[];
}

/**
 * One round of the background worker: looks up pending registrations that are due, so that no client has to poll. It leases
 * each registration, so that several processes share the work. Accounts take turns, however many registrations one has.
 */
export async function lookUpDueRegistrations(parts: Parts): Promise<LookUpRound> {
  const now = parts.clock();
  const { store, settings } = parts;
  const due = await store.leaseDueRegistrations(now, now + leaseTime, roundSize);
  if (due.length === 0) return { lookedUp: 0, settled: 0, errors: [] };

  const windowStart = now - (now % minute);
  const granted = await store.takeLookUps(windowStart, due.length, settings.lookUpsPerMinute);
  const postponed = due.slice(granted);
  await Promise.all(postponed.map(one => store.scheduleLookUp(one, windowStart + minute)));

  const results = await Promise.allSettled(due.slice(0, granted).map(one => lookUp(parts, one)));
  return {
    lookedUp: granted,
    settled: results.filter(result => result.status === 'fulfilled' && result.value).length,
    errors: results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
  };
}

/** Returns whether the registration is settled now. */
async function lookUp(parts: Parts, due: DueRegistration): Promise<boolean> {
  const again = { ...due, lookUps: due.lookUps + 1 };
  let registration: Registration;
  try {
    ({ registration } = await completeRegistration(parts, due.registrationId, worker));
  } catch (error) {
    await parts.store.scheduleLookUp(again, parts.clock() + retryLookUp(again.lookUps));
    throw error;
  }
  if (registration.state !== 'pending') return true;
  const now = parts.clock();
  const pending = await parts.store.countPendingRegistrations(due.accountId, now);
  await parts.store.scheduleLookUp(again, nextLookUp(registration, { lookUps: again.lookUps, pending }, now));
  return false;
}

/**
 * Looks a registration up for somebody who waits for it. It does nothing while more than half of the budget of the minute is
 * taken: the rest is for all others.
 */
export async function lookUpAwaited(parts: Parts, registrationId: string): Promise<void> {
  const now = parts.clock();
  const budget = Math.floor(parts.settings.lookUpsPerMinute / 2);
  if ((await parts.store.takeLookUps(now - (now % minute), 1, budget)) === 1)
    await completeRegistration(parts, registrationId, worker);
}

/** The codes that {@link lookUpAwaited} may refuse with. */
export const lookUpAwaitedRefusals = completeRegistrationRefusals;

const worker: Caller = { actor: 'worker' };
const roundSize = 20;
/** Longer than any look-up takes, so that no second process looks the same registration up meanwhile. */
const leaseTime = 2 * minute;
