import { audit } from '../audit.ts';
import type { Caller, Context } from '../context.ts';
import { aboutDevice } from '../events/events.ts';
import { newId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import type { Device, RemovalCause } from '../model/device.ts';
import { second, type Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policies.ts';
import type { StoreReads } from '../ports/store.ts';
import type { AccountDevices } from './decision/decision.ts';
import { dueRemovals } from './decision/room.ts';
import { type AllowedSwap, graceWindow } from './decision/swaps.ts';

/** Reads what a decision about the devices of the account is based on. */
export async function readAccountDevices(
  reads: StoreReads,
  account: Account,
  now: Timestamp
): Promise<AccountDevices> {
  const [policy, devices] = await Promise.all([
    policyInForce(reads, account),
    reads.listActiveDevices(account.accountId)
  ]);
  if (!policy.swaps) return { policy, devices, swaps: [] };
  const { windowSeconds, minIntervalSeconds = 0, graceSwapsPerYear = 0 } = policy.swaps;
  const reach = Math.max(
    windowSeconds * second,
    minIntervalSeconds * second,
    graceSwapsPerYear > 0 ? graceWindow : 0
  );
  const after = Math.max(now - reach, account.swapsResetAt ?? 0);
  return { policy, devices, swaps: await reads.listSwaps(account.accountId, after) };
}

/** Writes that the device has lost its slot. */
export async function removeFromSlot(
  context: Context,
  device: Device,
  removedAs: RemovalCause,
  reason?: string
): Promise<Device> {
  const removed: Device = { ...device, state: 'removed', removedAt: context.now, removedAs };
  await context.unit.updateDevice(removed);
  const details = { cause: removedAs, name: device.name, class: device.class };
  const entry = { action: 'device.removed', subject: device.deviceId, reason, details } as const;
  await audit(context, entry, aboutDevice(removed));
  return removed;
}

/** Writes the swap, if it counts. */
export async function countSwap(context: Context, swap: AllowedSwap, deviceId: string): Promise<void> {
  if (!swap.counts) return;
  const { parts, unit, now } = context;
  const { accountId } = unit.account;
  const swapId = newId('swp', now, parts.randomBytes);
  await unit.insertSwap({ swapId, accountId, deviceId, kind: swap.counts, grace: swap.grace, at: now });
}

/** Removes the devices that have lost their slots by now; returns the account with the others. */
export async function removeDueDevices(context: Context, account: AccountDevices): Promise<AccountDevices> {
  const due = dueRemovals(account.policy, account.devices, context.now);
  for (const { device, cause } of due) await removeFromSlot({ ...context, caller: policy }, device, cause);
  const gone = due.map(removal => removal.device);
  return { ...account, devices: account.devices.filter(device => !gone.includes(device)) };
}

const policy: Caller = { actor: 'policy' };
