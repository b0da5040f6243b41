import type { Account } from '../model/account.ts';
import type { Device } from '../model/device.ts';
import type { DevicePolicy } from '../model/policy.ts';
import type { Swap } from '../model/swap.ts';
import { second, type Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policy-in-force.ts';
import type { StoreReads } from '../ports/store.ts';
import { graceWindow } from './swaps.ts';

/** What a decision about the devices of an account is made from. */
export interface AccountDevices {
  readonly policy: DevicePolicy;
  /** All active devices. */
  readonly devices: readonly Device[];
  /** All swaps that may still count. */
  readonly swaps: readonly Swap[];
}

export async function readAccountDevices(
  reads: StoreReads,
  account: Account,
  now: Timestamp
): Promise<AccountDevices> {
  const policy = await policyInForce(reads, account);
  const devices = await reads.listActiveDevices(account.accountId);
  if (!policy.swaps) return { policy, devices, swaps: [] };
  const { windowSeconds, minIntervalSeconds = 0 } = policy.swaps;
  const reach = Math.max(windowSeconds * second, minIntervalSeconds * second, graceWindow);
  const after = Math.max(now - reach, account.swapsResetAt ?? 0);
  return { policy, devices, swaps: await reads.listSwaps(account.accountId, after) };
}
