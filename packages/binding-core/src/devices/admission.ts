import type { BindingProblem } from '../errors.ts';
import type { Device, DeviceClass } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountDevices } from './account-devices.ts';
import { limitReached, swapTooEarly } from './conflicts.ts';
import { judgeRemoval } from './removal.ts';
import { type FullLimit, fullLimits, oldestFirst } from './room.ts';
import { type AllowedSwap, freeSwap, judgeSwap, type SwapDecision } from './swaps.ts';
import { devicesInUse } from './upkeep.ts';

/** A device that asks for a slot. */
export interface Candidate {
  readonly deviceClass: DeviceClass;
  /** The active device whose slot it takes over. */
  readonly replaces?: string | undefined;
  /** Staff let it in, whatever the rules say. */
  readonly override?: boolean | undefined;
}

export type Admission =
  | {
      readonly admitted: true;
      /** The devices that make way for it. */
      readonly removes: readonly Device[];
      readonly swap: AllowedSwap;
    }
  | { readonly admitted: false; readonly problem: BindingProblem };

/** Whether a new device gets a slot, and which devices have to go for it. */
export function decideAdmission(account: AccountDevices, candidate: Candidate, now: Timestamp): Admission {
  const { policy } = account;
  const inUse = devicesInUse(policy, account.devices, now);
  const replaced = inUse.filter(device => device.deviceId === candidate.replaces);
  if (candidate.override) return { admitted: true, removes: replaced, swap: freeSwap };

  const staying = inUse.filter(device => !replaced.includes(device));
  const full = fullLimits(policy, staying, candidate.deviceClass);
  if (full.length > 0 && (policy.whenFull !== 'replace-oldest' || full.some(limit => limit.max === 0)))
    return { admitted: false, problem: limitReached(account, full, now) };

  const removes = [...replaced, ...devicesMakingWay(full)];
  const swap = judgeExchange(account, removes, now);
  if (!swap.allowed)
    return { admitted: false, problem: swapTooEarly(account, removes, swap.nextAllowedAt, now) };
  return { admitted: true, removes, swap };
}

/** The longest unused devices, as many as every limit needs to have room for one more. */
function devicesMakingWay(full: readonly FullLimit[]): readonly Device[] {
  const going = new Set<Device>();
  for (const { max, filledBy } of full) {
    const staying = oldestFirst(filledBy.filter(device => !going.has(device)));
    for (const device of staying.slice(0, Math.max(0, staying.length - max + 1))) going.add(device);
  }
  return [...going];
}

/** One new device is one swap, however many make way for it. */
function judgeExchange(account: AccountDevices, removes: readonly Device[], now: Timestamp): SwapDecision {
  const binding = judgeSwap(account.policy.swaps, 'binding', account.swaps, now);
  if (!binding.allowed || binding.counts) return binding;
  const removals = removes.map(device => judgeRemoval(account, device, now));
  return removals.find(removal => !removal.allowed) ?? removals.find(isCounted) ?? freeSwap;
}

function isCounted(swap: SwapDecision): boolean {
  return swap.allowed && swap.counts !== undefined;
}
