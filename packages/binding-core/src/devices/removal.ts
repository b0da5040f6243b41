import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountDevices } from './account-devices.ts';
import { fillsLimit } from './room.ts';
import { freeSwap, judgeSwap, type SwapDecision } from './swaps.ts';
import { idleAt } from './upkeep.ts';

/** Whether the customer may remove the device now. One that fills no limit, or is idle, makes no room: it goes freely. */
export function judgeRemoval(
  { policy, swaps }: AccountDevices,
  device: Device,
  now: Timestamp
): SwapDecision {
  if (!fillsLimit(policy, device.class) || now >= idleAt(policy, device)) return freeSwap;
  return judgeSwap(policy.swaps, 'removal', swaps, now);
}
