import type { BindingProblem, DeviceConflict } from '../errors.ts';
import type { Device } from '../model/device.ts';
import type { DevicePolicy } from '../model/policy.ts';

/** A device that asks for a slot. */
export interface Candidate {
  /** The active device whose slot it takes over. */
  readonly replaces?: string | undefined;
}

export type Admission =
  | { readonly admitted: true; readonly removes: readonly Device[] }
  | { readonly admitted: false; readonly problem: BindingProblem };

/** Whether a new device gets a slot beside the account's active ones, and which devices have to go for it. */
export function decideAdmission(
  policy: DevicePolicy,
  activeDevices: readonly Device[],
  candidate: Candidate
): Admission {
  const removes = activeDevices.filter(device => device.deviceId === candidate.replaces);
  const staying = activeDevices.filter(device => !removes.includes(device));
  if (staying.length < policy.maxDevices) return { admitted: true, removes };
  return {
    admitted: false,
    problem: {
      code: 'device-limit-reached',
      detail:
        `This account may have ${policy.maxDevices} devices and has ${staying.length}. ` +
        'Remove one of them, or register again with `replaces`.',
      conflicts: staying.map(toConflict)
    }
  };
}

function toConflict(device: Device): DeviceConflict {
  return {
    deviceId: device.deviceId,
    name: device.name,
    class: device.class,
    lastTokenAt: device.lastTokenAt,
    removable: true
  };
}
