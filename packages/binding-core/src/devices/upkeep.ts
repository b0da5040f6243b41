import type { Device, RemovalCause } from '../model/device.ts';
import type { DevicePolicy } from '../model/policy.ts';
import { second, type Timestamp } from '../model/time.ts';
import { lastUsedAt, overLimit } from './room.ts';

/** A device that has to go by what the policy says, without anybody asking. */
export interface DueRemoval {
  readonly device: Device;
  readonly cause: Extract<RemovalCause, 'idle' | 'over-limit'>;
}

/**
 * The devices that have lost their slots by now: those idle for too long and, where the policy deactivates them, those over
 * a lowered limit. Worked out whenever the account's devices are looked at, so that no timer has to run for it.
 */
export function dueRemovals(
  policy: DevicePolicy,
  devices: readonly Device[],
  now: Timestamp
): readonly DueRemoval[] {
  const idle = devices.filter(device => now >= idleAt(policy, device));
  const used = devices.filter(device => !idle.includes(device));
  const over = policy.overLimit === 'deactivate-oldest' ? overLimit(policy, used) : [];
  return [
    ...idle.map(device => ({ device, cause: 'idle' as const })),
    ...over.map(device => ({ device, cause: 'over-limit' as const }))
  ];
}

/** Whether devices can lose their slots under this policy without anybody asking. */
export function removesByItself(policy: DevicePolicy): boolean {
  return policy.idleAfterSeconds !== undefined || policy.overLimit === 'deactivate-oldest';
}

/** The devices that fill a slot now. */
export function devicesInUse(
  policy: DevicePolicy,
  devices: readonly Device[],
  now: Timestamp
): readonly Device[] {
  const gone = new Set(dueRemovals(policy, devices, now).map(removal => removal.device.deviceId));
  return devices.filter(device => !gone.has(device.deviceId));
}

/** When the device frees its slot by itself, unless it gets a token before; `Infinity` for never. */
export function idleAt(policy: DevicePolicy, device: Device): Timestamp {
  if (policy.idleAfterSeconds === undefined) return Number.POSITIVE_INFINITY;
  return lastUsedAt(device) + policy.idleAfterSeconds * second;
}
