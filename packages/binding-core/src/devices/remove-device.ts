import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import type { Device } from '../model/device.ts';
import { findDevice } from './find-device.ts';

/** Frees the device's slot. From then on it gets no token. Removing it again changes nothing. */
export function makeRemoveDevice(parts: Parts) {
  return async (accountId: string, deviceId: string, caller: Caller): Promise<Device> => {
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const device = await findDevice(unit, accountId, deviceId);
      if (device.state === 'removed') return device;
      const removed: Device = { ...device, state: 'removed', removedAt: now };
      await unit.updateDevice(removed);
      await audit(parts, unit, caller, now, { accountId, action: 'device.removed', subject: deviceId });
      return removed;
    });
  };
}
