import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policies.ts';
import type { StoreReads } from '../ports/store.ts';
import { devicesInUse, removesByItself } from './decision/room.ts';

/** The codes that {@link readDevice} may refuse with. */
export const readDeviceRefusals = ['not-found'] as const;

/** Reads a device of the account, removed or not. */
export async function readDevice(reads: StoreReads, accountId: string, deviceId: string): Promise<Device> {
  const device = await reads.findDevice(accountId, deviceId);
  return device ?? refuse('not-found', `This account has no device ${JSON.stringify(deviceId)}.`);
}

/** Reads a device of the account like {@link readDevice}; refuses with `device-removed` if it has lost its slot. */
export async function readActiveDevice(
  reads: StoreReads,
  accountId: string,
  deviceId: string
): Promise<Device> {
  const device = await readDevice(reads, accountId, deviceId);
  if (device.state === 'removed') refuseRemoved();
  return device;
}

/** Like {@link readActiveDevice}; refuses also if the policy has removed the device by now and nobody has written it yet. */
export async function readDeviceInUse(
  reads: StoreReads,
  account: Account,
  deviceId: string,
  now: Timestamp
): Promise<Device> {
  const [device, policy] = await Promise.all([
    readActiveDevice(reads, account.accountId, deviceId),
    policyInForce(reads, account)
  ]);
  if (!removesByItself(policy)) return device;
  const inUse = devicesInUse(policy, await reads.listActiveDevices(account.accountId), now);
  return inUse.some(used => used.deviceId === deviceId) ? device : refuseRemoved();
}

function refuseRemoved(): never {
  refuse('device-removed', 'This device was removed from the account. Register it again to use it.');
}

/** The codes that {@link renameDevice} may refuse with. */
export const renameDeviceRefusals = ['validation', 'not-found', 'device-removed'] as const;

/** Changes the name of an active device. */
export async function renameDevice(
  parts: Parts,
  accountId: string,
  deviceId: string,
  name: string,
  caller: Caller
): Promise<Device> {
  checkFormats({ '/name': [formats.deviceName, name] });
  return inAccount(parts, accountId, caller, async context => {
    const device = await readActiveDevice(context.unit, accountId, deviceId);
    const renamed: Device = { ...device, name };
    await context.unit.updateDevice(renamed);
    const details = { from: device.name, to: name };
    await audit(context, { action: 'device.renamed', subject: deviceId, details });
    return renamed;
  });
}
