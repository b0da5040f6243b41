import type { Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import type { TokenBudget } from '../model/account.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { second, type Timestamp } from '../model/time.ts';
import type { OfflineHolder, StoreReads } from '../ports/store.ts';

/** Refuses with `offline-not-allowed` if the content is kept offline on as many other devices as the right allows. */
export async function checkOfflineDevices(
  reads: StoreReads,
  { accountId, entitlementId, offlineDevices = 0 }: Entitlement,
  device: OfflineHolder,
  now: Timestamp
): Promise<void> {
  const holders = await reads.listOfflineHolders(accountId, entitlementId, now);
  if (countOthers(holders, device) >= offlineDevices)
    refuse(
      'offline-not-allowed',
      `This content may be kept offline on ${offlineDevices} devices at the same time and is. ` +
        'Wait until the license of one of them ends, or ask for a license that is not kept.'
    );
}

/** Counts the physical devices among the holders, without this one. */
function countOthers(holders: readonly OfflineHolder[], device: OfflineHolder): number {
  let devices: readonly (readonly OfflineHolder[])[] = [[device]];
  for (const holder of holders) {
    const same = devices.filter(slots => slots.some(slot => isSameDevice(slot, holder)));
    devices = [[holder, ...same.flat()], ...devices.filter(slots => !same.includes(slots))];
  }
  return devices.length - 1;
}

/** Two slots are of the same physical device if it has proven the same id in both. */
function isSameDevice(a: OfflineHolder, b: OfflineHolder): boolean {
  if (a.deviceId === b.deviceId) return true;
  return a.bindings.some(one =>
    b.bindings.some(other => one.drm === other.drm && one.drmDeviceId === other.drmDeviceId)
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
