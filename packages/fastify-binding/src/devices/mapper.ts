import type { Device } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import type { DeviceJson } from './schemas.ts';

/** The device without the cookies of its bindings, which would let others look its record up. */
export function toDeviceJson(device: Device): DeviceJson {
  return compact({
    deviceId: device.deviceId,
    accountId: device.accountId,
    name: device.name,
    class: device.class,
    state: device.state,
    bindings: device.bindings.map(({ drm, drmDeviceId, boundAt }) => ({
      drm,
      drmDeviceId,
      boundAt: toRfc3339(boundAt)
    })),
    createdAt: toRfc3339(device.createdAt),
    lastTokenAt: toOptionalRfc3339(device.lastTokenAt),
    removedAt: toOptionalRfc3339(device.removedAt)
  });
}
