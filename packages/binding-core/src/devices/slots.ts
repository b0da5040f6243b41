import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { newId } from '../ids.ts';
import type { Device, RemovalCause } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountUnit } from '../ports/store.ts';
import type { AccountDevices } from './account-devices.ts';
import type { AllowedSwap } from './swaps.ts';
import { dueRemovals } from './upkeep.ts';

/** Takes the device's slot away, in the unit that decided so. */
export async function removeFromSlot(
  parts: Parts,
  unit: AccountUnit,
  caller: Caller,
  now: Timestamp,
  device: Device,
  removedAs: RemovalCause,
  reason?: string
): Promise<Device> {
  const removed: Device = { ...device, state: 'removed', removedAt: now, removedAs };
  await unit.updateDevice(removed);
  await audit(parts, unit, caller, now, {
    action: 'device.removed',
    subject: device.deviceId,
    reason,
    details: { cause: removedAs, name: device.name, class: device.class }
  });
  return removed;
}

/** Writes down a swap that counts. */
export async function countSwap(
  parts: Parts,
  unit: AccountUnit,
  now: Timestamp,
  swap: AllowedSwap,
  deviceId: string
): Promise<void> {
  if (!swap.counts) return;
  const { accountId } = unit.account;
  const swapId = newId('swp', now, parts.randomBytes);
  await unit.insertSwap({ swapId, accountId, deviceId, kind: swap.counts, grace: swap.grace, at: now });
}

/** Removes the devices that have lost their slots by now; gives those that stay. */
export async function keepUp(
  parts: Parts,
  unit: AccountUnit,
  now: Timestamp,
  account: AccountDevices
): Promise<AccountDevices> {
  const due = dueRemovals(account.policy, account.devices, now);
  for (const { device, cause } of due) await removeFromSlot(parts, unit, policyItself, now, device, cause);
  const gone = due.map(removal => removal.device);
  return { ...account, devices: account.devices.filter(device => !gone.includes(device)) };
}

const policyItself: Caller = { actor: 'policy' };
