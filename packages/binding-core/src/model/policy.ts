import type { DeviceClass } from './device.ts';

/** How often a device may make way for another. */
export interface SwapRules {
  /** What counts as a swap: a device that is removed or replaced, or every device that is newly bound. */
  readonly count: 'removals' | 'bindings';
  /** Swaps within any window, 0 to 1000. */
  readonly max: number;
  /** Length of the rolling window, 1 second to 10 years. */
  readonly windowSeconds: number;
  /** Time that must lie between two swaps, 0 to 10 years. Default 0. */
  readonly minIntervalSeconds?: number | undefined;
  /** Swaps that are let through all the same, within any 365 days, 0 to 1000. Default 0. */
  readonly graceSwapsPerYear?: number | undefined;
}

/** What a policy says, apart from its name. */
export interface DevicePolicyRules {
  /** Active devices at the same time, 0 to 1000. */
  readonly maxDevices: number;
  /** Active devices of a class at the same time, within `maxDevices`. A class that is not named has no maximum of its own. */
  readonly maxByClass?: Readonly<Partial<Record<DeviceClass, number>>> | undefined;
  /** Classes whose devices do not take one of `maxDevices`. */
  readonly uncountedClasses?: readonly DeviceClass[] | undefined;
  /** Without it devices may be swapped freely. */
  readonly swaps?: SwapRules | undefined;
  /** What happens to a new device when there is no room. Default `refuse`; `replace-oldest` goes by the last token. */
  readonly whenFull?: 'refuse' | 'replace-oldest' | undefined;
  /** A device that gets no token for so long frees its slot, 1 second to 10 years. */
  readonly idleAfterSeconds?: number | undefined;
  /** What happens to devices that are too many after a limit was lowered. Default `keep` until they are removed. */
  readonly overLimit?: 'keep' | 'deactivate-oldest' | undefined;
  /** Whether a device that another account has may be bound too. Default `allow`. */
  readonly sharedDevices?: 'allow' | 'refuse' | undefined;
}

/** The rules for the devices of an account. */
export interface DevicePolicy extends DevicePolicyRules {
  readonly name: string;
}

/** The policy of every account that was given no other, until one is stored under this name. */
export const defaultPolicy: DevicePolicy = { name: 'default', maxDevices: 3 };
