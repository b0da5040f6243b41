import type { Drm } from './drm.ts';
import type { Problem } from './problem.ts';

/** A browser's access to one account. */
export interface PlayerSession {
  readonly accountId: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** One slot of the account. Moments are RFC 3339, UTC. */
export interface Device {
  readonly deviceId: string;
  readonly accountId: string;
  readonly name: string;
  readonly class: string;
  readonly state: 'active' | 'removed';
  readonly bindings: readonly {
    readonly drm: string;
    readonly drmDeviceId: string;
    readonly boundAt: string;
  }[];
  readonly createdAt: string;
  readonly lastTokenAt?: string;
  readonly removedAt?: string;
  readonly removedAs?: string;
}

/** The proof that this browser has a certain ExpressPlay `device_id`. */
export interface Registration {
  readonly registrationId: string;
  readonly drm: string;
  readonly state: 'pending' | 'bound' | 'refused' | 'expired' | 'cancelled';
  readonly expiresAt: string;
  readonly device?: Device;
}

/** A registration with the token that its device redeems. */
export interface StartedRegistration extends Registration {
  readonly licenseUrl: string;
  readonly dummyContent: { readonly kid: string; readonly url?: string };
}

/** A token for one device. Moments are RFC 3339, UTC. */
export interface IssuedToken {
  readonly tokenId: string;
  readonly accountId: string;
  readonly entitlementId: string;
  readonly contentId: string;
  readonly deviceId: string;
  readonly drm: Drm;
  /** What is known of whether ExpressPlay refuses the token to other devices. */
  readonly binding: string;
  readonly persistent: boolean;
  readonly issuedAt: string;
  /** Until when it can be redeemed. */
  readonly expiresAt: string;
  /** Until when a license from it may play; `undefined` if the right never ends. */
  readonly playableUntil?: string;
  /** What the player redeems. A secret. */
  readonly licenseUrl: string;
  /** The bare token. A secret. */
  readonly token?: string;
}

/** Whether a token of another device is refused to this browser. */
export interface BindingCheck {
  readonly checkId: string;
  readonly deviceId: string;
  readonly drm: Drm;
  /** `enforced`: it was refused, and no record says otherwise. `not-enforced`: a copied token plays elsewhere. */
  readonly state: 'pending' | 'enforced' | 'not-enforced' | 'inconclusive';
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A binding check with the token that this browser tries. */
export interface StartedBindingCheck extends BindingCheck {
  readonly licenseUrl: string;
}

/** A device without its slot. */
export interface RemovedDevice extends Device {
  /** Until when licenses that it has may play; `undefined` if it has none. */
  readonly playableUntil?: string;
}

/** What removing a device would do. */
export interface RemovalDecision {
  readonly allowed: boolean;
  /** Whether it would count as a swap. */
  readonly counted: boolean;
  /** Whether it would be let through as a grace swap. */
  readonly grace: boolean;
  /** Until when licenses that the device has may play; `undefined` if it has none. */
  readonly playableUntil?: string;
  /** What the removal would be refused with. */
  readonly problem?: Problem;
}
