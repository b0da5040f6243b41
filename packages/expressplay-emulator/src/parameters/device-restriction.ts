import type { Drm } from '../drm.ts';
import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import type { Switches } from '../switches.ts';
import { isHex16 } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/**
 * The device ID that the token is restricted to, in lower case.
 *
 * @throws EventError -7002, -6008 or -5005 where the DRM is set to reject device binding; -5004 when the ID
 * is not 32 hexadecimal characters; -5005 when two spellings of the parameter name different devices.
 */
export function readDeviceRestriction(parameters: RequestParameters, drm: Drm, switches: Switches) {
  let deviceId: string | undefined;
  for (const name of switches.deviceIdParameters) {
    const value = first(parameters, name);
    if (value === undefined) continue;
    if (switches.deviceBinding[drm] === 'rejected') throw new EventError(BINDING_REJECTED[drm]);
    if (!isHex16(value)) throw new EventError(-5004);
    if (deviceId !== undefined && deviceId !== value.toLowerCase()) throw new EventError(-5005);
    deviceId = value.toLowerCase();
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
