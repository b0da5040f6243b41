import type { DeviceClass } from './device.ts';
import type { Timestamp } from './time.ts';

/** How often devices may change. */
export interface SwapRules {
  /** What counts as a swap: a device that is removed or replaced, or every device that is newly bound. */
  readonly count: 'removals' | 'bindings';
  /** Swaps within any window, 0 to 1000. */
  readonly max: number;
  /** Length of the rolling window, 1 second to 10 years. */
  readonly windowSeconds: number;
  /** The shortest time between two swaps, 0 to 10 years. Default 0. */
  readonly minIntervalSeconds?: number | undefined;
  /** Swaps that are allowed beyond these rules within any 365 days, 0 to 1000. Default 0. */
  readonly graceSwapsPerYear?: number | undefined;
}

/** How often the DRM's id of a device may change without costing it its slot. */
export interface RebindRules {
  /** Changes of one device within any window, 0 to 1000. */
  readonly max: number;
  /** Length of the rolling window, 1 second to 10 years. */
  readonly windowSeconds: number;
}

/** Two changes in 30 days: a profile that was reset, and an update. */
export const defaultRebinds: RebindRules = { max: 2, windowSeconds: 2_592_000 };

/** The rules of a policy without its name. */
export interface DevicePolicyRules {
  /** Active devices at the same time, 0 to 1000. */
  readonly maxDevices: number;
  /** Active devices of a class at the same time, within `maxDevices`. Other classes have no maximum of their own. */
  readonly maxByClass?: Readonly<Partial<Record<DeviceClass, number>>> | undefined;
  /** Classes whose devices do not take one of `maxDevices`. */
  readonly uncountedClasses?: readonly DeviceClass[] | undefined;
  /** How often devices may change. Default without limit. */
  readonly swaps?: SwapRules | undefined;
  /** How often a device may prove a new id and keep its slot. Default `{ max: 2, windowSeconds: 2592000 }`. */
  readonly rebinds?: RebindRules | undefined;
  /** What happens to a new device if there is no room. Default `refuse`; `replace-oldest` removes the longest unused device. */
  readonly whenFull?: 'refuse' | 'replace-oldest' | undefined;
  /** A device without a token for this long frees its slot, 1 second to 10 years. Default never. */
  readonly idleAfterSeconds?: number | undefined;
  /** What happens to devices beyond a lowered limit. Default `keep`: they stay until somebody removes them. */
  readonly overLimit?: 'keep' | 'deactivate-oldest' | undefined;
  /** Pending registrations at the same time, 1 to 1000. Default 50. */
  readonly maxPendingRegistrations?: number | undefined;
  /** Whether a device of another account may be bound, too. Default `allow`. */
  readonly sharedDevices?: 'allow' | 'refuse' | undefined;
}

/** The rules for the devices of an account. */
export interface DevicePolicy extends DevicePolicyRules {
  /** 1 to 64 characters. */
  readonly name: string;
}

/** The policy of every account without another one, until a policy is stored under this name. */
export const defaultPolicy: DevicePolicy = { name: 'default', maxDevices: 3 };

/** A swap that counts against the policy. */
export interface Swap {
  /** `swp_…`, time-ordered. */
  readonly swapId: string;
  /** The account whose devices changed. */
  readonly accountId: string;
  /** The device that was removed, bound or rebound. */
  readonly deviceId: string;
  /** What counts: that a device was removed, bound, or kept its slot under a new id. */
  readonly kind: 'removal' | 'binding' | 'rebind';
  /** Whether it was only allowed as a grace swap. */
  readonly grace: boolean;
  /** When it happened. */
  readonly at: Timestamp;
}
