import type { BindingProblem } from '../errors.ts';
import type { Device } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';

/** A slot holds one device: a second one under the same DRM cannot join it. */
export function alreadyBound(device: Device, drm: Drm): BindingProblem | undefined {
  if (!device.bindings.some(binding => binding.drm === drm)) return undefined;
  return {
    code: 'device-already-bound',
    detail: `This device is bound for ${drm} already. To bind another one in its place, register with \`replaces\`.`
  };
}
