import { refuse } from '../errors.ts';
import type { Account } from '../model/account.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policy-in-force.ts';
import type { StoreReads } from '../ports/store.ts';
import { dueRemovals, removesByItself } from './upkeep.ts';

/** The codes that `readDevice` may refuse with. */
export const readDeviceRefusals = ['not-found'] as const;

/** The account's device, removed or not; `not-found` when it has none of this id. */
export async function findDevice(reads: StoreReads, accountId: string, deviceId: string): Promise<Device> {
  const device = await reads.findDevice(accountId, deviceId);
  return device ?? refuse('not-found', `This account has no device ${JSON.stringify(deviceId)}.`);
}

/** The account's device; `device-removed` when it lost its slot. */
export async function findActiveDevice(
  reads: StoreReads,
  accountId: string,
  deviceId: string
): Promise<Device> {
  const device = await findDevice(reads, accountId, deviceId);
  if (device.state === 'removed') refuseRemoved();
  return device;
}

/** The account's device; `device-removed` also when the policy has taken its slot away by now. */
export async function findDeviceInUse(
  reads: StoreReads,
  account: Account,
  deviceId: string,
  now: Timestamp
): Promise<Device> {
  const [device, policy] = await Promise.all([
    findActiveDevice(reads, account.accountId, deviceId),
    policyInForce(reads, account)
  ]);
  if (!removesByItself(policy)) return device;
  const due = dueRemovals(policy, await reads.listActiveDevices(account.accountId), now);
  if (due.some(removal => removal.device.deviceId === deviceId)) refuseRemoved();
  return device;
}

function refuseRemoved(): never {
  refuse('device-removed', 'This device was removed from the account. Register it again to use it.');
}
