import type {
  DeviceFilter,
  DeviceRemoval,
  DeviceWithoutCookies,
  RemovalPreview
} from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { invalidMember } from '../http/input-errors.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import { toProblemDocument } from '../problems/problem-document.ts';
import type { DeviceJson, DeviceQuery, RemovalDecisionJson, RemovedDeviceJson } from './schemas.ts';

/** Writes a device without ExpressPlay's cookies, because they identify its records. A member that the schema lacks is not serialized. */
export function toDeviceJson(device: DeviceWithoutCookies): DeviceJson {
  return compact({
    ...device,
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

/** Writes a device that was removed. */
export function toRemovedDeviceJson({ device, playableUntil }: DeviceRemoval): RemovedDeviceJson {
  return compact({ ...toDeviceJson(device), playableUntil: toOptionalRfc3339(playableUntil) });
}

/** Writes what removing a device would do. */
export function toRemovalDecisionJson(preview: RemovalPreview): RemovalDecisionJson {
  return compact({
    ...preview,
    playableUntil: toOptionalRfc3339(preview.playableUntil),
    problem: preview.problem && toProblemDocument(preview.problem)
  });
}

/** Which devices the query asks for. */
export function filterOf({ deviceId, drm, drmDeviceId }: DeviceQuery): DeviceFilter {
  if (deviceId !== undefined && drm === undefined && drmDeviceId === undefined) return { deviceId };
  if (deviceId === undefined && drm !== undefined && drmDeviceId !== undefined) return { drm, drmDeviceId };
  throw invalidMember('/querystring', 'must have either deviceId, or drm and drmDeviceId');
}
