import type { Drm } from '../drm.ts';
import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import type { Switches } from '../switches.ts';
import { deviceIdOf } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/**
 * The device ID that the token is restricted to; hexadecimal ones in lower case.
 *
 * @throws EventError -7002, -6008 or -5005 where the DRM is set to reject device binding; -5004 when the ID
 * must be 32 hexadecimal characters and is not; -5005 when two spellings of the parameter name different devices.
 */
export function readDeviceRestriction(parameters: RequestParameters, drm: Drm, switches: Switches) {
  let deviceId: string | undefined;
  for (const name of switches.deviceIdParameters) {
    const value = first(parameters, name);
    if (value === undefined) continue;
    if (switches.deviceBinding[drm] === 'rejected') throw new EventError(BINDING_REJECTED[drm]);
    const format = switches.deviceIdFormats[drm];
    const named = deviceIdOf(value, format);
    if (named === undefined) throw new EventError(format === 'hex' ? -5004 : -5005);
    if (deviceId !== undefined && deviceId !== named) throw new EventError(-5005);
    deviceId = named;
  }
  return deviceId;
}

/** Widevine and FairPlay have a code of their own for this; the others are assumed to use PlayReady's. */
const BINDING_REJECTED: Readonly<Record<Drm, EventCode>> = {
  widevine: -7002,
  fairplay: -6008,
  playready: -5005,
  ms3: -5005,
  bb: -5005,
  universal: -5005
};
