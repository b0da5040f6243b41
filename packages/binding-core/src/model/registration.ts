import type { BindingProblem } from '../errors.ts';
import type { Device, DeviceClass } from './device.ts';
import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** The states of a registration. Only `pending` changes; all others are final. */
export const registrationStates = [
  'pending',
  'bound',
  'refused',
  'ambiguous',
  'expired',
  'cancelled'
] as const;

/** One state of a registration. */
export type RegistrationState = (typeof registrationStates)[number];

/** The codes that the `problem` of a registration may have: why it ended without a device. */
export const registrationProblemCodes = [
  'account-suspended',
  'device-limit-reached',
  'swap-not-allowed-yet',
  'device-already-bound',
  'device-in-other-account',
  'device-removed',
  'binding-ambiguous',
  'registration-cancelled',
  'registration-expired'
] as const;

/** How a device proves its ExpressPlay `device_id`, from the new cookie to the bound device. */
export interface Registration {
  /** `reg_…`, time-ordered. */
  readonly registrationId: string;
  /** The account that the device is for. */
  readonly accountId: string;
  /** The DRM under which the device proves its id. */
  readonly drm: Drm;
  /** What came of it so far. */
  readonly state: RegistrationState;
  /** 24 random bytes as base64url: the 32 characters that ExpressPlay allows. */
  readonly cookie: string;
  /** For people, 1 to 100 characters. */
  readonly deviceName: string;
  /** What kind of device it is. */
  readonly deviceClass: DeviceClass;
  /** The device whose slot this one takes over once it is bound. */
  readonly replaces?: string | undefined;
  /** The active device that this one is: it gets the binding, and no further slot is needed. */
  readonly joins?: string | undefined;
  /** Whether the binding of the joined device for this DRM is replaced: its id has changed. */
  readonly rebind?: boolean | undefined;
  /** Why staff let the device in, whatever the rules say. */
  readonly overrideReason?: string | undefined;
  /** The device that this registration bound. */
  readonly deviceId?: string | undefined;
  /** Why it ended without a device. */
  readonly problem?: BindingProblem | undefined;
  /** When it started. */
  readonly createdAt: Timestamp;
  /** From when on it has expired if it is still pending. */
  readonly expiresAt: Timestamp;
}

/** A registration with the device that it bound. */
export interface RegistrationOutcome {
  /** As it is now. */
  readonly registration: Registration;
  /** The device that it bound. */
  readonly device?: Device | undefined;
}
