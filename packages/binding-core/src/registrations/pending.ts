import { refuse } from '../errors.ts';
import type { Account } from '../model/account.ts';
import type { Registration } from '../model/registration.ts';
import { second, type Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policies.ts';
import type { StoreReads } from '../ports/store.ts';

/** Of a policy that does not say it. */
export const defaultMaxPending = 50;

/**
 * Returns how many registrations of the account are pending. Refuses with `registration-limit-reached` if there is no room for
 * another one, because each costs a call to ExpressPlay and look-ups; staff can override it.
 *
 * @param pending The count, if it was read together with the account.
 */
export async function checkPending(
  reads: StoreReads,
  account: Account,
  { overrideReason }: Pick<Registration, 'overrideReason'>,
  now: Timestamp,
  pending: number | Promise<number> = reads.countPendingRegistrations(account.accountId, now)
): Promise<number> {
  const [{ maxPendingRegistrations: max = defaultMaxPending }, count] = await Promise.all([
    policyInForce(reads, account),
    pending
  ]);
  if (count >= max && overrideReason === undefined)
    refuse(
      'registration-limit-reached',
      `This account has ${count} pending registrations and may have ${max}. ` +
        'Complete or cancel one, or wait until one expires.'
    );
  return count;
}

/** When a new registration is looked up first, beside so many others of its account. Hardly any device redeems sooner. */
export function firstLookUp(pending: number, now: Timestamp): Timestamp {
  return now + 2 * second * turnsOf(pending + 1);
}

/**
 * When a registration that is still pending is looked up again after so many look-ups. The wait doubles, and is longer where the
 * account has many pending ones, so that nobody's look-ups use up the budget of all. The end is not missed.
 */
export function nextLookUp(
  { expiresAt }: Pick<Registration, 'expiresAt'>,
  { lookUps, pending }: { readonly lookUps: number; readonly pending: number },
  now: Timestamp
): Timestamp {
  const next = now + retryLookUp(lookUps) * turnsOf(pending);
  return now < expiresAt ? Math.min(next, expiresAt) : next;
}

/** The wait after a look-up, in milliseconds. */
export function retryLookUp(lookUps: number): number {
  return Math.min(2 ** lookUps, 60) * second;
}

/** Registrations of one account that are looked up without a longer wait: nobody sets more devices up at the same time. */
const atTheSameTime = 5;

function turnsOf(pending: number): number {
  return Math.max(1, Math.ceil(pending / atTheSameTime));
}
