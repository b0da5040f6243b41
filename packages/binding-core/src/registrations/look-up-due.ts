import type { Caller, Parts } from '../context.ts';
import { minute, second, type Timestamp } from '../model/time.ts';
import type { DueRegistration } from '../ports/store.ts';
import { completeRegistration } from './complete-registration.ts';

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
 * each registration, so that several processes share the work. The wait before the next look-up doubles each time.
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
  let settled = false;
  try {
    const { registration } = await completeRegistration(parts, due.registrationId, worker);
    settled = registration.state !== 'pending';
  } finally {
    const again = { ...due, lookUps: due.lookUps + 1 };
    if (!settled) await parts.store.scheduleLookUp(again, nextLookUp(again, parts.clock()));
  }
  return settled;
}

const worker: Caller = { actor: 'worker' };
const roundSize = 20;
/** Longer than any look-up takes, so that no second process looks the same registration up meanwhile. */
const leaseTime = 2 * minute;

function nextLookUp({ lookUps }: DueRegistration, now: Timestamp): Timestamp {
  return now + Math.min(2 ** lookUps, 60) * second;
}
