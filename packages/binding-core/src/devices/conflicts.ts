import type { BindingProblem, DeviceConflict } from '../errors.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountDevices } from './account-devices.ts';
import { judgeRemoval } from './removal.ts';
import { type FullLimit, oldestFirst } from './room.ts';
import { idleAt } from './upkeep.ts';

/** There is no room: which devices could make some, and when. */
export function limitReached(
  account: AccountDevices,
  full: readonly FullLimit[],
  now: Timestamp
): BindingProblem {
  const [narrowest] = full;
  const conflicts = conflictsOf(account, narrowest?.filledBy ?? [], now);
  const wayOut = firstWayOut(conflicts);
  return {
    code: 'device-limit-reached',
    detail: `This account may have ${full.map(limit => limit.description).join(' and ')}. ${nextStep(wayOut, now)}`,
    conflicts,
    nextAllowedAt: wayOut
  };
}

/** The swap rules say no: when they will say yes. */
export function swapTooEarly(
  account: AccountDevices,
  removes: readonly Device[],
  nextAllowedAt: Timestamp | undefined,
  now: Timestamp
): BindingProblem {
  return {
    code: 'swap-not-allowed-yet',
    detail: `This account has used up its device changes for now. ${nextStep(nextAllowedAt, now)}`,
    conflicts: conflictsOf(account, removes, now),
    nextAllowedAt
  };
}

/** The sentence that tells a customer how to go on. */
function nextStep(moment: Timestamp | undefined, now: Timestamp): string {
  if (moment === undefined) return 'Only staff can make room, with an override.';
  if (moment <= now) return 'Remove one of the devices in `conflicts`, or register again with `replaces`.';
  return `The next change is possible at ${new Date(moment).toISOString()}; staff can override this.`;
}

/** The devices that could make room, the longest unused first, each with the moment from which it may. */
function conflictsOf(
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
function firstWayOut(conflicts: readonly DeviceConflict[]): Timestamp | undefined {
  return firstMoment(conflicts.map(conflict => conflict.nextAllowedAt));
}

function firstMoment(moments: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  const first = Math.min(...moments.map(moment => moment ?? Number.POSITIVE_INFINITY));
  return first === Number.POSITIVE_INFINITY ? undefined : first;
}
