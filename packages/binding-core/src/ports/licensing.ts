import type { ContentKeys } from '../model/content.ts';
import type { Drm } from '../model/drm.ts';
import type { DrmOptions } from '../model/drm-options.ts';
import type { Timestamp } from '../model/time.ts';

/** The codes of a fault of the license service. */
export const upstreamRefusals = [
  'upstream-credentials',
  'upstream-rejected',
  'upstream-credits-exhausted',
  'upstream-unavailable',
  'upstream-timeout'
] as const;

/** The codes with which {@link LicenseService.requestToken} may fail. */
export const licenseRefusals = ['binding-unsupported', ...upstreamRefusals] as const;

/** What a license token is asked for. */
export interface LicenseTokenRequest {
  readonly drm: Drm;
  readonly content: ContentKeys;
  /** Written by the license server beside the device id; 32 characters. */
  readonly cookie: string;
  /** Restricts the token to this ExpressPlay `device_id`. Absent for the dummy token. */
  readonly deviceId?: string | undefined;
  /** The moment of the request: durations count from here. */
  readonly issuedAt: Timestamp;
  readonly expiresAt: Timestamp;
  /** Whether the license may be kept for offline use. */
  readonly persistent: boolean;
  /** When the right behind the token ends: no license may play longer. Nothing for without end. */
  readonly rightEndsAt?: Timestamp | undefined;
  /** The options that the DRM knows, defaults and all. */
  readonly options?: DrmOptions[Drm] | undefined;
}

export interface LicenseToken {
  /** Redeemable as it is. */
  readonly licenseUrl: string;
  /** The bare token, where the DRM's client wants it apart from the URL. */
  readonly token?: string | undefined;
}

/** One redemption that the license server recorded. */
export interface RedemptionRecord {
  readonly deviceId: string;
}

/**
 * The license service, ExpressPlay in practice. A fault is thrown as a {@link BindingError} with one of the
 * `upstream-…` codes, and the refusal to bind a token to a device as `binding-unsupported`.
 */
export interface LicenseService {
  requestToken(request: LicenseTokenRequest): Promise<LicenseToken>;
  /** The redemptions recorded under a cookie; none is not an error. */
  findRedemptions(cookie: string): Promise<readonly RedemptionRecord[]>;
}
