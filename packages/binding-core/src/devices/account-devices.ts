import type { Device } from '../model/device.ts';
import type { DevicePolicy } from '../model/policy.ts';
import type { Swap } from '../model/swap.ts';

/** What a decision about the devices of an account is made from. */
export interface AccountDevices {
  readonly policy: DevicePolicy;
  /** All active devices. */
  readonly devices: readonly Device[];
  /** All swaps that may still count. */
  readonly swaps: readonly Swap[];
}
