import type { Caller, Parts } from '../dependencies.ts';
import { minute, second, type Timestamp } from '../model/time.ts';
import type { DueRegistration } from '../ports/store.ts';
import { makeCompleteRegistration } from './complete-registration.ts';

/** What one round of the background worker did. */
export interface LookUpRound {
  /** Registrations that were looked up. */
  readonly lookedUp: number;
  /** Those of them that are settled now. */
  readonly settled: number;
  /** Look-ups that failed; they are tried again later. */
  readonly errors: readonly unknown[];
}

/**
 * One round of the background worker: looks up pending registrations that are due, so that nobody has to poll. Each is held
 * while it is looked up, so that several processes share the work; what is still pending waits twice as long as before.
 */
export function makeLookUpDue(parts: Parts) {
  const completeRegistration = makeCompleteRegistration(parts);

  return async (): Promise<LookUpRound> => {
    const now = parts.clock();
    const { store, settings } = parts;
    const due = await store.leaseDueRegistrations(now, now + holdTime, roundSize);
    if (due.length === 0) return { lookedUp: 0, settled: 0, errors: [] };

    const windowStart = now - (now % minute);
    const granted = await store.takeLookUps(windowStart, due.length, settings.lookUpsPerMinute);
    const postponed = due.slice(granted);
    await Promise.all(postponed.map(one => store.scheduleLookUp(one, windowStart + minute)));

    const results = await Promise.allSettled(due.slice(0, granted).map(lookUp));
    return {
      lookedUp: granted,
      settled: results.filter(result => result.status === 'fulfilled' && result.value).length,
      errors: results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
    };
  };

  async function lookUp(due: DueRegistration): Promise<boolean> {
    let settled = false;
    try {
      const { registration } = await completeRegistration(due.registrationId, worker);
      settled = registration.state !== 'pending';
    } finally {
      if (!settled)
        await parts.store.scheduleLookUp(
          { ...due, lookUps: due.lookUps + 1 },
          nextLookUp(due, parts.clock())
        );
    }
    return settled;
  }
}

const worker: Caller = { actor: 'worker' };
const roundSize = 20;
/** Longer than any look-up takes, so that no second process starts one meanwhile. */
const holdTime = 2 * minute;

function nextLookUp({ lookUps }: DueRegistration, now: Timestamp): Timestamp {
  return now + Math.min(2 ** (lookUps + 1), 60) * second;
}
