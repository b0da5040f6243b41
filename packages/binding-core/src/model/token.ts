import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** Whether ExpressPlay will refuse the token to any other device. */
export type BindingEnforcement = 'enforced' | 'unsupported';

/** The same of any token; `none` where no device was named, so that time alone limits it. */
export type TokenBinding = BindingEnforcement | 'none';

/** A token that was issued, without the secret that makes it work. It is the audit trail's entry of itself. */
export interface TokenRecord {
  /** `tok_…`, time-ordered. */
  readonly tokenId: string;
  readonly accountId: string;
  /** Who asked for it: the name of an API key. */
  readonly actor: string;
  readonly entitlementId: string;
  readonly contentId: string;
  /** Nothing where time alone limits the token. */
  readonly deviceId?: string | undefined;
  readonly drm: Drm;
  readonly binding: TokenBinding;
  readonly persistent: boolean;
  readonly issuedAt: Timestamp;
  /** Until when it can be redeemed. */
  readonly expiresAt: Timestamp;
  /** Until when a license from it may play; {@link endOfTime} for without end. */
  readonly playableUntil: Timestamp;
}

/** A token for one device. */
export interface DeviceToken extends TokenRecord {
  readonly deviceId: string;
  readonly binding: BindingEnforcement;
}

/** A token as it is handed to the device, once. */
export interface IssuedToken extends DeviceToken {
  /** Redeemable as it is; carries the token. */
  readonly licenseUrl: string;
  /** The bare token, where the DRM's client wants it apart from the URL (PlayReady's custom data). */
  readonly token?: string | undefined;
}
