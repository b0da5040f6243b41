import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Device } from '../model/device.ts';
import { findActiveDevice } from './find-device.ts';

/** The codes that `renameDevice` may refuse with. */
export const renameDeviceRefusals = ['validation', 'not-found', 'device-removed'] as const;

/** Gives a device another name. */
export function makeRenameDevice(parts: Parts) {
  return async (accountId: string, deviceId: string, name: string, caller: Caller): Promise<Device> => {
    checkFormats({ '/name': [formats.deviceName, name] });
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const device = await findActiveDevice(unit, accountId, deviceId);
      const renamed: Device = { ...device, name };
      await unit.updateDevice(renamed);
      await audit(parts, unit, caller, now, {
        action: 'device.renamed',
        subject: deviceId,
        details: { from: device.name, to: name }
      });
      return renamed;
    });
  };
}
