import type { Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import type { TokenBudget } from '../model/account.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { second, type Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';

/** Refuses with `offline-not-allowed` if the content is kept offline on as many other devices as the right allows. */
export async function checkOfflineDevices(
  reads: StoreReads,
  { accountId, entitlementId, offlineDevices = 0 }: Entitlement,
  deviceId: string,
  now: Timestamp
): Promise<void> {
  const holders = await reads.listOfflineDevices(accountId, entitlementId, now);
  if (!holders.includes(deviceId) && holders.length >= offlineDevices)
    refuse(
      'offline-not-allowed',
      `This content may be kept offline on ${offlineDevices} devices at the same time and is. ` +
        'Ask for a token without `persistent`.'
    );
}

/** Refuses with `token-budget-exhausted` if the account's budget has no room for a token. */
export async function checkBudget(
  { settings: { tokenBudget } }: Parts,
  reads: StoreReads,
  accountId: string,
  now: Timestamp
): Promise<void> {
  if (!tokenBudget) return;
  const { max, windowSeconds } = tokenBudget;
  if ((await countBudgeted(reads, accountId, tokenBudget, now)) >= max)
    refuse(
      'token-budget-exhausted',
      `This account got its ${max} tokens within ${windowSeconds} seconds. Ask again later.`,
      { retryable: true, retryAfter: Math.min(windowSeconds, 60) }
    );
}

/** Counts the tokens that use up the account's budget now, those of registrations too. */
export async function countBudgeted(
  reads: StoreReads,
  accountId: string,
  { windowSeconds }: TokenBudget,
  now: Timestamp
): Promise<number> {
  const after = now - windowSeconds * second;
  return (await reads.countTokens(accountId, after)) + (await reads.countDummyTokens(accountId, after));
}
