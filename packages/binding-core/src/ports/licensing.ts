import type { ContentKeys } from '../model/content.ts';
import type { Drm, DrmOptions } from '../model/drm.ts';
import type { Timestamp } from '../model/time.ts';

/** The codes of a failure of the license service. */
export const upstreamRefusals = [
  'upstream-credentials',
  'upstream-rejected',
  'upstream-credits-exhausted',
  'upstream-unavailable',
  'upstream-timeout'
] as const;

/** The codes with which {@link LicenseService.requestToken} may fail. */
export const licenseRefusals = ['binding-unsupported', ...upstreamRefusals] as const;

/** What a license token is requested for. */
export interface LicenseTokenRequest {
  /** The DRM of the device. */
  readonly drm: Drm;
  /** The content that the token opens. */
  readonly content: ContentKeys;
  /** The license server records it together with the device id; 32 characters. */
  readonly cookie: string;
  /** Restricts the token to this ExpressPlay `device_id`. Absent for the dummy token. */
  readonly deviceId?: string | undefined;
  /** The moment of the request. */
  readonly issuedAt: Timestamp;
  /** Until when it can be redeemed. A duration that begins with the redemption counts from here, the latest one. */
  readonly expiresAt: Timestamp;
  /** Whether the device may keep the license. */
  readonly persistent: boolean;
  /** When the right behind the token ends: no license may play longer. Absent for never. */
  readonly rightEndsAt?: Timestamp | undefined;
  /** The options of this DRM, with all defaults. */
  readonly options?: DrmOptions[Drm] | undefined;
}

/** A token of the license service: a secret. */
export interface LicenseToken {
  /** The device redeems it as it is; it carries the token. */
  readonly licenseUrl: string;
  /** The bare token, if the DRM's client needs it without the URL (PlayReady's custom data). */
  readonly token?: string | undefined;
}

/** One redemption that the license server recorded. */
export interface RedemptionRecord {
  /** The ExpressPlay `device_id` of the device that redeemed. */
  readonly deviceId: string;
  /** When it redeemed, by the clock of the license server; absent if the record does not tell. */
  readonly redeemedAt?: Timestamp | undefined;
}

/**
 * The license service: ExpressPlay. A failure is thrown as a {@link BindingError} with one of the
 * `upstream-…` codes, and the refusal to bind a token to a device as `binding-unsupported`.
 */
export interface LicenseService {
  /** Requests a license token: one call to ExpressPlay. */
  requestToken(request: LicenseTokenRequest): Promise<LicenseToken>;
  /** Returns the redemptions recorded under a cookie; no redemption is not an error. */
  findRedemptions(cookie: string): Promise<readonly RedemptionRecord[]>;
}
