import type { Device, DeviceClass } from '../model/device.ts';
import type { DevicePolicy } from '../model/policy.ts';
import type { Timestamp } from '../model/time.ts';

/** When the device was last of use: its last token, or its binding while it had none. */
export function lastUsedAt(device: Device): Timestamp {
  return device.lastTokenAt ?? device.createdAt;
}

/** The order in which devices make way: the longest unused first. */
export function oldestFirst(devices: readonly Device[]): readonly Device[] {
  return [...devices].sort((a, b) => lastUsedAt(a) - lastUsedAt(b) || (a.deviceId < b.deviceId ? -1 : 1));
}

/** The devices that take one of `maxDevices`. */
export function countedDevices(policy: DevicePolicy, devices: readonly Device[]): readonly Device[] {
  return devices.filter(device => isCounted(policy, device.class));
}

/** Whether a device of the class fills anything that has a limit. */
export function fillsLimit(policy: DevicePolicy, deviceClass: DeviceClass): boolean {
  return isCounted(policy, deviceClass) || policy.maxByClass?.[deviceClass] !== undefined;
}

/** A limit with the devices that fill it. */
export interface FullLimit {
  /** For people, e.g. `2 devices of class tv`. */
  readonly description: string;
  readonly max: number;
  readonly filledBy: readonly Device[];
}

/** The limits that leave no room for one more device of the class, the narrowest first. None means that there is room. */
export function fullLimits(
  policy: DevicePolicy,
  devices: readonly Device[],
  deviceClass: DeviceClass
): readonly FullLimit[] {
  const limits: FullLimit[] = [];
  const ofClass = policy.maxByClass?.[deviceClass];
  if (ofClass !== undefined)
    limits.push({
      description: `${ofClass} devices of class ${deviceClass}`,
      max: ofClass,
      filledBy: devices.filter(device => device.class === deviceClass)
    });
  if (isCounted(policy, deviceClass))
    limits.push({
      description: `${policy.maxDevices} devices`,
      max: policy.maxDevices,
      filledBy: countedDevices(policy, devices)
    });
  return limits.filter(limit => limit.filledBy.length >= limit.max);
}

/** The devices that are too many, the longest unused first. */
export function overLimit(policy: DevicePolicy, devices: readonly Device[]): readonly Device[] {
  const over = new Set<Device>();
  const exceed = (max: number, filledBy: readonly Device[]) => {
    const staying = oldestFirst(filledBy.filter(device => !over.has(device)));
    for (const device of staying.slice(0, Math.max(0, staying.length - max))) over.add(device);
  };
  for (const [deviceClass, max] of Object.entries(policy.maxByClass ?? {}))
    exceed(
      max,
      devices.filter(device => device.class === deviceClass)
    );
  exceed(policy.maxDevices, countedDevices(policy, devices));
  return oldestFirst([...over]);
}

function isCounted(policy: DevicePolicy, deviceClass: DeviceClass): boolean {
  return !policy.uncountedClasses?.includes(deviceClass);
}
