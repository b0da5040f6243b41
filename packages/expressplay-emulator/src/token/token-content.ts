import type { Drm } from '../drm.ts';
import type { ContentKey } from '../parameters/content-keys.ts';
import type { LicenseTerms } from '../parameters/license-terms.ts';

/** What a token says, sealed so that only the emulator that issued it can read it. */
export type TokenContent = {
  /** The kind of token. */
  readonly drm: Drm;
  /** The keys that a license may hold. */
  readonly keys: readonly ContentKey[];
  /** Milliseconds since 1970: the token's expiry, or the end of a rental when that comes first. */
  readonly expiresAt: number;
  /** The cookie that the redemption record shows. */
  readonly cookie?: string | undefined;
  /** The only device that may redeem the token: 32 lower-case hexadecimal digits. */
  readonly deviceId?: string | undefined;
  /** Whether the device may keep the license. */
  readonly persistent?: boolean | undefined;
  /** How long the license plays; absent without any limit. */
  readonly terms?: LicenseTerms | undefined;
  /** What a Marlin Broadband token does; absent in tokens of other DRMs. */
  readonly marlin?: MarlinAction | undefined;
};

/** What a Marlin Broadband action token does, and for which user. */
export type MarlinAction = {
  /** What the device does with the action token. */
  readonly type: 'registration' | 'license' | 'deregistration';
  /** The user node; absent when the license goes to the device itself. */
  readonly user?: string | undefined;
};

/** A token that was opened, with the service it was issued for. */
export type OpenToken = TokenContent & { readonly serviceId: number };
