import type { Device, DeviceClass, RemovalCause } from '../../model/device.ts';
import type { DevicePolicy } from '../../model/policy.ts';
import { second, type Timestamp } from '../../model/time.ts';

/** What the limits need to know of a device. */
export type SlotHolder = Pick<Device, 'deviceId' | 'class' | 'createdAt' | 'lastTokenAt'>;

/** When the device was last used: its last token, or its binding if it has had none. */
function lastUsedAt(device: SlotHolder): Timestamp {
  return device.lastTokenAt ?? device.createdAt;
}

/** The order in which devices lose their slots: the longest unused first. */
export function oldestFirst<D extends SlotHolder>(devices: readonly D[]): readonly D[] {
  return [...devices].sort((a, b) => lastUsedAt(a) - lastUsedAt(b) || (a.deviceId < b.deviceId ? -1 : 1));
}

function isCounted(policy: DevicePolicy, deviceClass: DeviceClass): boolean {
  return !policy.uncountedClasses?.includes(deviceClass);
}

/** The devices that take one of `maxDevices`. */
export function countedDevices<D extends SlotHolder>(
  policy: DevicePolicy,
  devices: readonly D[]
): readonly D[] {
  return devices.filter(device => isCounted(policy, device.class));
}

/** Whether a device of the class fills any limit. */
export function fillsLimit(policy: DevicePolicy, deviceClass: DeviceClass): boolean {
  return isCounted(policy, deviceClass) || policy.maxByClass?.[deviceClass] !== undefined;
}

/** A limit with the devices that fill it. */
interface Limit<D extends SlotHolder = Device> {
  readonly max: number;
  readonly filledBy: readonly D[];
}

/** A limit that a device of some class takes room of. */
export interface NamedLimit extends Limit {
  /** The member of the policy that sets it. */
  readonly rule: 'maxByClass' | 'maxDevices';
  /** For people, e.g. `2 devices of class tv`. */
  readonly description: string;
}

/** The limits that a device of the class takes room of, the narrowest first. */
export function limitsOf(
  policy: DevicePolicy,
  devices: readonly Device[],
  deviceClass: DeviceClass
): readonly NamedLimit[] {
  const limits: NamedLimit[] = [];
  const max = policy.maxByClass?.[deviceClass];
  if (max !== undefined) {
    const filledBy = devices.filter(device => device.class === deviceClass);
    const description = `${max} devices of class ${deviceClass}`;
    limits.push({ rule: 'maxByClass', description, max, filledBy });
  }
  if (isCounted(policy, deviceClass)) {
    const filledBy = countedDevices(policy, devices);
    const max = policy.maxDevices;
    limits.push({ rule: 'maxDevices', description: `${max} devices`, max, filledBy });
  }
  return limits;
}

/** Whether the limit has no room for one more device. */
export function isFull({ filledBy, max }: Limit): boolean {
  return filledBy.length >= max;
}

/** The devices that have to go until no limit is exceeded: of each limit the longest unused. */
export function excess<D extends SlotHolder>(limits: readonly Limit<D>[]): readonly D[] {
  const going = new Set<D>();
  for (const { max, filledBy } of limits) {
    const staying = oldestFirst(filledBy.filter(device => !going.has(device)));
    for (const device of staying.slice(0, Math.max(0, staying.length - max))) going.add(device);
  }
  return [...going];
}

/** The devices beyond any limit, the longest unused first. */
export function overLimit<D extends SlotHolder>(policy: DevicePolicy, devices: readonly D[]): readonly D[] {
  const ofClasses = Object.entries(policy.maxByClass ?? {}).map(([deviceClass, max]) => ({
    max,
    filledBy: devices.filter(device => device.class === deviceClass)
  }));
  const ofAll = { max: policy.maxDevices, filledBy: countedDevices(policy, devices) };
  return oldestFirst(excess([...ofClasses, ofAll]));
}

/** When the device frees its slot by itself if it gets no token before; `Infinity` for never. */
export function idleAt(policy: DevicePolicy, device: SlotHolder): Timestamp {
  if (policy.idleAfterSeconds === undefined) return Number.POSITIVE_INFINITY;
  return lastUsedAt(device) + policy.idleAfterSeconds * second;
}

/** The devices that are beyond a limit once the idle ones have lost their slots, whether or not the policy removes them at once. */
export function beyondLimit<D extends SlotHolder>(
  policy: DevicePolicy,
  devices: readonly D[],
  now: Timestamp
): readonly D[] {
  return overLimit(
    policy,
    devices.filter(device => now < idleAt(policy, device))
  );
}

/** A device that the policy removes without anybody asking. */
export interface DueRemoval {
  readonly device: Device;
  readonly cause: Extract<RemovalCause, 'idle' | 'over-limit'>;
}

/**
 * The devices that have lost their slots by now: those idle for too long and, if the policy deactivates them, those over a
 * lowered limit. Evaluated whenever somebody reads the account's devices, so that it needs no timer.
 */
export function dueRemovals(
  policy: DevicePolicy,
  devices: readonly Device[],
  now: Timestamp
): readonly DueRemoval[] {
  const idle = devices.filter(device => now >= idleAt(policy, device));
  const over = policy.overLimit === 'deactivate-oldest' ? beyondLimit(policy, devices, now) : [];
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
  const due = dueRemovals(policy, devices, now).map(removal => removal.device);
  return devices.filter(device => !due.includes(device));
}
