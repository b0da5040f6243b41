import { refuse } from '../errors.ts';
import type { Device } from '../model/device.ts';
import type { StoreReads } from '../ports/store.ts';

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
  if (device.state === 'removed')
    refuse('device-removed', 'This device was removed from the account. Register it again to use it.');
  return device;
}
