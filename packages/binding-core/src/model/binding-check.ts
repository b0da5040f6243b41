import type { LicenseToken } from '../ports/licensing.ts';
import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** The states of a binding check. */
export const bindingCheckStates = ['pending', 'enforced', 'not-enforced', 'inconclusive'] as const;

/** One state of a binding check. */
export type BindingCheckState = (typeof bindingCheckStates)[number];

/** A device tries a dummy token that is restricted to a device id that no device has: it must be refused. */
export interface BindingCheck {
  /** `chk_…`, time-ordered. */
  readonly checkId: string;
  /** The account of the device. */
  readonly accountId: string;
  /** The device that tries. */
  readonly deviceId: string;
  /** The DRM of the token. */
  readonly drm: Drm;
  /** The correlation string of this check. */
  readonly cookie: string;
  /** What came of it so far. */
  readonly state: BindingCheckState;
  /** When it started. */
  readonly createdAt: Timestamp;
  /** Until when its token can be redeemed. */
  readonly expiresAt: Timestamp;
}

/** A new binding check with the token that its device tries to redeem. */
export interface StartedBindingCheck {
  /** In state `pending`. */
  readonly check: BindingCheck;
  /** The token. It is returned only once. */
  readonly license: LicenseToken;
}
