import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** Whether ExpressPlay will refuse the token to any other device. */
export type BindingEnforcement = 'enforced' | 'unsupported';

/** A token that was issued, without the secret that makes it work. */
export interface TokenRecord {
  /** `tok_…`, time-ordered. */
  readonly tokenId: string;
  readonly accountId: string;
  readonly entitlementId: string;
  readonly contentId: string;
  readonly deviceId: string;
  readonly drm: Drm;
  readonly binding: BindingEnforcement;
  readonly persistent: boolean;
  readonly issuedAt: Timestamp;
  /** Until when it can be redeemed. */
  readonly expiresAt: Timestamp;
  /** Until when a license from it may play; {@link endOfTime} for without end. */
  readonly playableUntil: Timestamp;
}

/** A token as it is handed to the device, once. */
export interface IssuedToken extends TokenRecord {
  /** Redeemable as it is; carries the token. */
  readonly licenseUrl: string;
  /** The bare token, where the DRM's client wants it apart from the URL (PlayReady's custom data). */
  readonly token?: string | undefined;
}
