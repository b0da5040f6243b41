import { accountOrNew } from '../accounts/account-or-new.ts';
import type { Caller, Override, Parts } from '../dependencies.ts';
import { BindingError, type BindingProblem } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountUnit } from '../ports/store.ts';
import { type AccountDevices, readAccountDevices } from './account-devices.ts';
import { swapTooEarly } from './conflicts.ts';
import { findDevice } from './find-device.ts';
import { judgeRemoval } from './removal.ts';
import { countSwap, keepUp, removeFromSlot } from './slots.ts';
import { freeSwap, type SwapDecision } from './swaps.ts';

/** A device without its slot. */
export interface DeviceRemoval {
  readonly device: Device;
  /** Until when licenses that it holds already may still play; {@link endOfTime} for without end. */
  readonly playableUntil?: Timestamp | undefined;
}

/** What removing a device would do, without doing it. */
export interface RemovalPreview {
  readonly allowed: boolean;
  /** Whether it would count as a swap, and whether as one by grace. */
  readonly counted: boolean;
  readonly grace: boolean;
  readonly playableUntil?: Timestamp | undefined;
  readonly problem?: BindingProblem | undefined;
}

/** The codes that `removeDevice` may refuse with. */
export const removeDeviceRefusals = ['validation', 'not-found', 'swap-not-allowed-yet'] as const;

/**
 * Frees the device's slot under the swap rules; staff set them aside with a reason. From then on it gets no token.
 * Removing it again changes nothing.
 */
export function makeRemoveDevice(parts: Parts) {
  return async (
    accountId: string,
    deviceId: string,
    caller: Caller,
    override?: Override
  ): Promise<DeviceRemoval> => {
    checkFormats({ '/reason': [formats.reason, override?.reason] });
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const device = await removeUnlessRemoved(unit, deviceId, caller, now, override);
      return { device, playableUntil: await unit.findPlayableUntil(accountId, deviceId) };
    });
  };

  async function removeUnlessRemoved(
    unit: AccountUnit,
    deviceId: string,
    caller: Caller,
    now: Timestamp,
    override: Override | undefined
  ): Promise<Device> {
    const account = await keepUp(parts, unit, now, await readAccountDevices(unit, unit.account, now));
    const device = await findDevice(unit, unit.account.accountId, deviceId);
    if (device.state === 'removed') return device;
    const swap = override ? freeSwap : judgeRemoval(account, device, now);
    if (!swap.allowed) throw new BindingError(swapTooEarly(account, [device], swap.nextAllowedAt, now));
    await countSwap(parts, unit, now, swap, deviceId);
    return removeFromSlot(
      parts,
      unit,
      caller,
      now,
      device,
      override ? 'staff' : 'customer',
      override?.reason
    );
  }
}

/** The codes that `previewRemoval` may refuse with. */
export const previewRemovalRefusals = ['validation', 'not-found'] as const;

/** Says what {@link makeRemoveDevice} would do now. */
export function makePreviewRemoval({ store, clock }: Parts) {
  return async (accountId: string, deviceId: string, override?: Override): Promise<RemovalPreview> => {
    checkFormats({ '/reason': [formats.reason, override?.reason] });
    const now = clock();
    const device = await findDevice(store, accountId, deviceId);
    const account = await readAccountDevices(store, await accountOrNew(store, accountId), now);
    const free = override !== undefined || device.state === 'removed';
    const swap = free ? freeSwap : judgeRemoval(account, device, now);
    return {
      ...previewOf(account, device, swap, now),
      playableUntil: await store.findPlayableUntil(accountId, deviceId)
    };
  };
}

function previewOf(
  account: AccountDevices,
  device: Device,
  swap: SwapDecision,
  now: Timestamp
): RemovalPreview {
  if (swap.allowed) return { allowed: true, counted: swap.counts !== undefined, grace: swap.grace };
  return {
    allowed: false,
    counted: false,
    grace: false,
    problem: swapTooEarly(account, [device], swap.nextAllowedAt, now)
  };
}
