/*
 * Which devices an account may have: the rules for a new device and for a removal. They only decide; `../slots.ts` writes.
 * `room.ts` has the limits and what frees a slot by itself, `swaps.ts` how often devices may change.
 */
import type { BindingProblem, DeviceConflict } from '../../errors.ts';
import type { Device, DeviceClass } from '../../model/device.ts';
import type { DevicePolicy, Swap } from '../../model/policy.ts';
import { type Timestamp, toRfc3339 } from '../../model/time.ts';
import { explainLimits, explainSwap, explainWhenFull } from './reasoning.ts';
import {
  devicesInUse,
  excess,
  fillsLimit,
  idleAt,
  isFull,
  limitsOf,
  type NamedLimit,
  oldestFirst
} from './room.ts';
import { type AllowedSwap, freeSwap, judgeSwap, type SwapDecision } from './swaps.ts';

/** What a decision about the devices of an account is based on. */
export interface AccountDevices {
  readonly policy: DevicePolicy;
  /** All active devices. */
  readonly devices: readonly Device[];
  /** All swaps that may still count. */
  readonly swaps: readonly Swap[];
}

/** A device that asks for a slot. */
export interface Candidate {
  readonly deviceClass: DeviceClass;
  /** The active device whose slot it takes over. */
  readonly replaces?: string | undefined;
  /** Whether staff let it in, whatever the rules say. */
  readonly override?: boolean | undefined;
}

/** Whether a device gets a slot. */
export type Admission =
  | {
      readonly admitted: true;
      /** The devices that lose their slots to it. */
      readonly removes: readonly Device[];
      readonly swap: AllowedSwap;
    }
  | { readonly admitted: false; readonly problem: BindingProblem };

/** Decides whether a new device gets a slot, and which devices lose theirs to it. */
export function decideAdmission(account: AccountDevices, candidate: Candidate, now: Timestamp): Admission {
  const { policy } = account;
  const inUse = devicesInUse(policy, account.devices, now);
  const replaced = inUse.filter(device => device.deviceId === candidate.replaces);
  const staying = inUse.filter(device => !replaced.includes(device));
  const limits = limitsOf(policy, staying, candidate.deviceClass);
  const full = limits.filter(isFull);
  const removes = [...replaced, ...excess(full.map(limit => ({ ...limit, max: limit.max - 1 })))];
  const noRoomEver = full.some(limit => limit.max === 0);
  if (candidate.override) {
    if (policy.overLimit !== 'deactivate-oldest')
      return { admitted: true, removes: replaced, swap: freeSwap };
    // Such a policy removes devices beyond a limit at once, whoever let them in: so the oldest make room.
    if (!noRoomEver) return { admitted: true, removes, swap: freeSwap };
  }
  const reasoning = explainLimits(limits, candidate.deviceClass);
  if (full.length > 0) {
    const makesRoom = policy.whenFull === 'replace-oldest' && !noRoomEver;
    reasoning.push(explainWhenFull(policy, makesRoom));
    if (!makesRoom)
      return { admitted: false, problem: { ...limitReached(account, full, now, candidate), reasoning } };
  }

  const swap = decideExchange(account, removes, now);
  if (!swap.allowed) {
    reasoning.push(explainSwap(policy.swaps, swap.nextAllowedAt));
    const problem = swapTooEarly(account, removes, swap.nextAllowedAt, now);
    return { admitted: false, problem: { ...problem, reasoning } };
  }
  return { admitted: true, removes, swap };
}

/** One new device is one swap, however many devices lose their slots to it. */
function decideExchange(account: AccountDevices, removes: readonly Device[], now: Timestamp): SwapDecision {
  const binding = judgeSwap(account.policy.swaps, 'binding', account.swaps, now);
  if (!binding.allowed || binding.counts) return binding;
  const removals = removes.map(device => decideRemoval(account, device, now));
  const counted = removals.find(removal => removal.allowed && removal.counts !== undefined);
  return removals.find(removal => !removal.allowed) ?? counted ?? freeSwap;
}

/**
 * Decides whether the customer may remove the device now. A device that fills no limit, or is idle, makes no room: removing
 * it is no swap.
 */
export function decideRemoval(account: AccountDevices, device: Device, now: Timestamp): SwapDecision {
  const { policy, swaps } = account;
  if (!fillsLimit(policy, device.class) || now >= idleAt(policy, device)) return freeSwap;
  return judgeSwap(policy.swaps, 'removal', swaps, now);
}

/** There is no room: names the devices that could make some, and when. */
function limitReached(
  account: AccountDevices,
  full: readonly NamedLimit[],
  now: Timestamp,
  { override }: Candidate
): BindingProblem {
  const [narrowest] = full;
  const conflicts = conflictsOf(account, narrowest?.filledBy ?? [], now);
  const nextAllowedAt = firstMoment(conflicts.map(conflict => conflict.nextAllowedAt));
  const limits = full.map(limit => limit.description).join(' and ');
  const step = override
    ? 'Its policy removes devices beyond a limit at once. Raise the limit instead.'
    : nextStep(nextAllowedAt, now);
  return {
    code: 'device-limit-reached',
    detail: `This account may have ${limits}. ${step}`,
    conflicts,
    nextAllowedAt
  };
}

/** The swap rules refuse: says when they will allow it. */
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

/** The sentence that tells a customer what to do next. */
function nextStep(moment: Timestamp | undefined, now: Timestamp): string {
  if (moment === undefined) return 'Only staff can make room, with an override.';
  if (moment <= now) return 'Remove one of the devices in `conflicts`, or register again with `replaces`.';
  return `The next change is possible at ${toRfc3339(moment)}; staff can override this.`;
}

/** The devices that could make room, the longest unused first, each with the moment from which it may. */
function conflictsOf(
  account: AccountDevices,
  devices: readonly Device[],
  now: Timestamp
): readonly DeviceConflict[] {
  return oldestFirst(devices).map(device => {
    const { deviceId, name, lastTokenAt } = device;
    const removal = decideRemoval(account, device, now);
    const nextAllowedAt = removal.allowed
      ? now
      : firstMoment([removal.nextAllowedAt, idleAt(account.policy, device)]);
    return { deviceId, name, class: device.class, lastTokenAt, removable: removal.allowed, nextAllowedAt };
  });
}

/** The earliest of the moments; `undefined` if all of them are never. */
function firstMoment(moments: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  const first = Math.min(...moments.map(moment => moment ?? Number.POSITIVE_INFINITY));
  return first === Number.POSITIVE_INFINITY ? undefined : first;
}
