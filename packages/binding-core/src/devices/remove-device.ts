import { accountOrNew } from '../accounts/accounts.ts';
import { type Caller, type Context, inAccount, type Override, type Parts } from '../context.ts';
import { BindingError, type BindingProblem } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Device } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import { decideRemoval, swapTooEarly } from './decision/decision.ts';
import { freeSwap } from './decision/swaps.ts';
import { readDevice } from './devices.ts';
import { countSwap, readAccountDevices, removeDueDevices, removeFromSlot } from './slots.ts';

/** A device without its slot. */
export interface DeviceRemoval {
  /** As it is stored now. */
  readonly device: Device;
  /** Until when licenses that it has already may still play; {@link endOfTime} if they never end. */
  readonly playableUntil?: Timestamp | undefined;
}

/** The codes that {@link removeDevice} may refuse with. */
export const removeDeviceRefusals = ['validation', 'not-found', 'swap-not-allowed-yet'] as const;

/**
 * Frees the device's slot under the swap rules, or with an override despite them. From then on it gets no token. Removing it
 * again changes nothing.
 */
export async function removeDevice(
  parts: Parts,
  accountId: string,
  deviceId: string,
  caller: Caller,
  override?: Override
): Promise<DeviceRemoval> {
  checkFormats({ '/reason': [formats.reason, override?.reason] });
  return inAccount(parts, accountId, caller, async context => {
    const device = await removeUnlessRemoved(context, deviceId, override);
    return { device, playableUntil: await context.unit.findPlayableUntil(accountId, deviceId) };
  });
}

async function removeUnlessRemoved(context: Context, deviceId: string, override?: Override): Promise<Device> {
  const { unit, now } = context;
  const account = await removeDueDevices(context, await readAccountDevices(unit, unit.account, now));
  const device = await readDevice(unit, unit.account.accountId, deviceId);
  if (device.state === 'removed') return device;
  const swap = override ? freeSwap : decideRemoval(account, device, now);
  if (!swap.allowed) throw new BindingError(swapTooEarly(account, [device], swap.nextAllowedAt, now));
  await countSwap(context, swap, deviceId);
  return removeFromSlot(context, device, override ? 'staff' : 'customer', override?.reason);
}

/** What removing a device would do, without doing it. */
export interface RemovalPreview {
  /** Whether it would be allowed. */
  readonly allowed: boolean;
  /** Whether it would count as a swap. */
  readonly counted: boolean;
  /** Whether it would only be allowed as a grace swap. */
  readonly grace: boolean;
  /** Until when licenses that the device has already may still play; {@link endOfTime} if they never end. */
  readonly playableUntil?: Timestamp | undefined;
  /** Why it would not be allowed. */
  readonly problem?: BindingProblem | undefined;
}

/** The codes that {@link previewRemoval} may refuse with. */
export const previewRemovalRefusals = ['validation', 'not-found'] as const;

/** Returns what {@link removeDevice} would do now. */
export async function previewRemoval(
  { store, clock }: Parts,
  accountId: string,
  deviceId: string,
  override?: Override
): Promise<RemovalPreview> {
  checkFormats({ '/reason': [formats.reason, override?.reason] });
  const now = clock();
  const device = await readDevice(store, accountId, deviceId);
  const account = await readAccountDevices(store, await accountOrNew(store, accountId), now);
  const free = override !== undefined || device.state === 'removed';
  const swap = free ? freeSwap : decideRemoval(account, device, now);
  const playableUntil = await store.findPlayableUntil(accountId, deviceId);
  if (swap.allowed)
    return { allowed: true, counted: swap.counts !== undefined, grace: swap.grace, playableUntil };
  const problem = swapTooEarly(account, [device], swap.nextAllowedAt, now);
  return { allowed: false, counted: false, grace: false, playableUntil, problem };
}
