import type { BindingProblem } from '../errors.ts';
import type { Device, DeviceClass } from './device.ts';
import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** `pending` is the only state that changes; all others are final. */
export const registrationStates = [
  'pending',
  'bound',
  'refused',
  'ambiguous',
  'expired',
  'cancelled'
] as const;

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

/** The proof that a device has a certain ExpressPlay `device_id`, from invented cookie to bound device. */
export interface Registration {
  /** `reg_…`, time-ordered. */
  readonly registrationId: string;
  readonly accountId: string;
  readonly drm: Drm;
  readonly state: RegistrationState;
  /** 24 random bytes as base64url: the 32 characters that ExpressPlay allows. */
  readonly cookie: string;
  readonly deviceName: string;
  readonly deviceClass: DeviceClass;
  /** The device whose slot this one takes over once it is bound. */
  readonly replaces?: string | undefined;
  /** The active device that gets this DRM's binding in the slot it has already. */
  readonly joins?: string | undefined;
  /** Why staff let the device in, whatever the rules say. */
  readonly overrideReason?: string | undefined;
  /** The device that this registration bound. */
  readonly deviceId?: string | undefined;
  /** Why it ended without a device. */
  readonly problem?: BindingProblem | undefined;
  readonly createdAt: Timestamp;
  readonly expiresAt: Timestamp;
}

/** A registration with the device that it bound. */
export interface RegistrationOutcome {
  readonly registration: Registration;
  readonly device?: Device | undefined;
}
