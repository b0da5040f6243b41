import type { DeviceConflict } from '../errors.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountDevices } from './account-devices.ts';
import { judgeRemoval } from './removal.ts';
import { oldestFirst } from './room.ts';
import { idleAt } from './upkeep.ts';

/** The devices that could make room, the longest unused first, each with the moment from which it may. */
export function conflictsOf(
  account: AccountDevices,
  devices: readonly Device[],
  now: Timestamp
): readonly DeviceConflict[] {
  return oldestFirst(devices).map(device => {
    const removal = judgeRemoval(account, device, now);
    return {
      deviceId: device.deviceId,
      name: device.name,
      class: device.class,
      lastTokenAt: device.lastTokenAt,
      removable: removal.allowed,
      nextAllowedAt: removal.allowed
        ? now
        : firstMoment([removal.nextAllowedAt, idleAt(account.policy, device)])
    };
  });
}

/** When the first of the devices may go; `undefined` for never. */
export function firstWayOut(conflicts: readonly DeviceConflict[]): Timestamp | undefined {
  return firstMoment(conflicts.map(conflict => conflict.nextAllowedAt));
}

function firstMoment(moments: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  const first = Math.min(...moments.map(moment => moment ?? Number.POSITIVE_INFINITY));
  return first === Number.POSITIVE_INFINITY ? undefined : first;
}
