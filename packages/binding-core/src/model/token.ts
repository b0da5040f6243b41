import type { LicenseToken } from '../ports/licensing.ts';
import type { BindingEnforcement, Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** The same for any token; `none` if it is for no certain device, so that only time limits it. */
export type TokenBinding = BindingEnforcement | 'none';

/** An issued token without its secret. It is an event of the audit trail at the same time, see {@link tokenIssued}. */
export interface TokenRecord {
  /** `tok_…`, time-ordered. */
  readonly tokenId: string;
  /** The account that got it. */
  readonly accountId: string;
  /** Who requested it, e.g. the name of an API key. */
  readonly actor: string;
  /** The right that it was issued under. */
  readonly entitlementId: string;
  /** The content that it opens. */
  readonly contentId: string;
  /** The device that it is for; absent if only time limits it. */
  readonly deviceId?: string | undefined;
  /** The DRM that it is for. */
  readonly drm: Drm;
  /** Whether it is restricted to its device. */
  readonly binding: TokenBinding;
  /** Whether the device may keep its license; PlayReady and Marlin Broadband keep every license of a right that ends. */
  readonly persistent: boolean;
  /** When it was issued. */
  readonly issuedAt: Timestamp;
  /** Until when it can be redeemed. */
  readonly expiresAt: Timestamp;
  /**
   * Until when a license from it may play, at the latest; {@link endOfTime} if it never ends. A license that is not kept and
   * has no end lasts as long as a player's session that began by this moment.
   */
  readonly playableUntil: Timestamp;
}

/** A token for one device. */
export type DeviceToken = TokenRecord & { readonly deviceId: string; readonly binding: BindingEnforcement };

/** A token with its secret. It is returned only once. */
export type IssuedToken = DeviceToken & LicenseToken;
