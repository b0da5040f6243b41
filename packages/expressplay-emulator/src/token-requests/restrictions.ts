import type { Drm } from '../drm.ts';
import { readCookie } from '../parameters/correlation.ts';
import { readDeviceRestriction } from '../parameters/device-restriction.ts';
import { readExpiration } from '../parameters/lifetime.ts';
import type { TokenCall } from './token-kind.ts';

/** What every kind of token takes: when it expires, its cookie, and the device that it is restricted to. */
export function readRestrictions({ parameters, switches, now }: TokenCall, drm: Drm) {
  return {
    drm,
    expiresAt: readExpiration(parameters, now),
    cookie: readCookie(parameters),
    deviceId: readDeviceRestriction(parameters, drm, switches)
  };
}
