import { lookUpBindingCheck } from '../binding-checks/complete-binding-check.ts';
import type { Caller, Parts } from '../context.ts';
import type { BindingCheck } from '../model/binding-check.ts';
import { minute, type Timestamp } from '../model/time.ts';
import type { DueLookUp } from '../ports/store.ts';
import { completeRegistration, completeRegistrationRefusals } from './complete-registration.ts';
import { nextLookUp, retryLookUp } from './pending.ts';

/** What one round of the background worker did. */
export interface LookUpRound {
  /** How many registrations and binding checks were looked up. */
  readonly lookedUp: number;
  /** How many of them are settled now. */
  readonly settled: number;
  /** The binding checks that found out that the restriction of tokens is ignored. */
  readonly notEnforced: readonly BindingCheck[];
  /** Why look-ups failed; they are tried again later. */
  readonly errors: readonly unknown[];
}

/**
 * One round of the background worker: looks up registrations and binding checks that are due, so that no client has to poll. It
 * leases each look-up, so that several processes share the work. Accounts take turns, however many look-ups one has.
 */
export async function lookUpDue(parts: Parts): Promise<LookUpRound> {
  const now = parts.lookUpClock();
  const { store, settings } = parts;
  const due = await store.leaseDueLookUps(now, now + leaseTime, roundSize);
  if (due.length === 0) return { lookedUp: 0, settled: 0, notEnforced: [], errors: [] };

  const windowStart = now - (now % minute);
  const granted = await store.takeLookUps(windowStart, due.length, settings.lookUpsPerMinute);
  const postponed = due.slice(granted);
  await Promise.all(postponed.map(one => store.scheduleLookUp(one, windowStart + minute)));

  const results = await Promise.allSettled(due.slice(0, granted).map(one => lookUp(parts, one)));
  const found = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    lookedUp: granted,
    settled: found.filter(({ isSettled }) => isSettled).length,
    notEnforced: found.flatMap(({ notEnforced }) => notEnforced ?? []),
    errors: results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
  };
}

/** What one look-up found. */
interface LookedUp {
  /** Whether no further look-up is needed. */
  readonly isSettled: boolean;
  /** Until when the token can be redeemed. */
  readonly expiresAt: Timestamp;
  /** The binding check, if it found that the restriction is ignored. */
  readonly notEnforced?: BindingCheck | undefined;
}

async function lookUp(parts: Parts, due: DueLookUp): Promise<LookedUp> {
  const { store } = parts;
  const again = { ...due, lookUps: due.lookUps + 1 };
  let found: LookedUp;
  try {
    found = await (due.of === 'registration'
      ? lookUpRegistration(parts, due.id)
      : lookUpCheck(parts, due.id));
  } catch (error) {
    await store.scheduleLookUp(again, parts.lookUpClock() + retryLookUp(again.lookUps));
    throw error;
  }
  if (found.isSettled) return found;
  const pending = await store.countPendingRegistrations(due.accountId, parts.clock());
  const { lookUps } = again;
  await store.scheduleLookUp(again, nextLookUp(found, { lookUps, pending }, parts.lookUpClock()));
  return found;
}

async function lookUpRegistration(parts: Parts, id: string): Promise<LookedUp> {
  const { registration } = await completeRegistration(parts, id, worker);
  return { isSettled: registration.state !== 'pending', expiresAt: registration.expiresAt };
}

async function lookUpCheck(parts: Parts, id: string): Promise<LookedUp> {
  const { check, isSettled } = await lookUpBindingCheck(parts, id, worker);
  const notEnforced = check.state === 'not-enforced' ? check : undefined;
  return { isSettled, expiresAt: check.expiresAt, notEnforced };
}

/**
 * Looks a registration up for somebody who waits for it. It does nothing while more than half of the budget of the minute is
 * taken: the rest is for all others.
 */
export async function lookUpAwaited(parts: Parts, registrationId: string): Promise<void> {
  const now = parts.lookUpClock();
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
