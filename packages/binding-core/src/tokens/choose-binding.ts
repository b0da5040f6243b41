import { refuse } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';

/** The device's binding for the DRM; without a DRM its only one. */
export function chooseBinding(device: Device, drm: Drm | undefined): DeviceBinding {
  const candidates = device.bindings.filter(binding => drm === undefined || binding.drm === drm);
  const [binding] = candidates;
  if (!binding)
    refuse(
      'device-not-bound',
      `This device is not bound for ${drm ?? 'any DRM'}. Register it for that DRM first.`
    );
  if (candidates.length > 1)
    refuseInput([
      { path: '/drm', message: `must be given: this device is bound for ${listDrms(candidates)}` }
    ]);
  return binding;
}

function listDrms(bindings: readonly DeviceBinding[]): string {
  return bindings.map(binding => binding.drm).join(', ');
}
