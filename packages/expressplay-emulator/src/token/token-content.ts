import type { Drm } from '../drm.ts';
import type { ContentKey } from '../parameters/content-keys.ts';

/** What a token says, sealed so that only the emulator that issued it can read it. */
export type TokenContent = {
  readonly drm: Drm;
  readonly keys: readonly ContentKey[];
  /** Milliseconds since 1970: the token's expiry, or the end of a rental when that comes first. */
  readonly expiresAt: number;
  readonly cookie?: string | undefined;
  /** The only device that may redeem the token: 32 lower-case hexadecimal digits. */
  readonly deviceId?: string | undefined;
  /** Whether the device may keep the license. */
  readonly persistent?: boolean | undefined;
  readonly marlin?: MarlinAction | undefined;
};

/** What a Marlin Broadband action token does, and for which user. */
export type MarlinAction = {
  readonly type: 'registration' | 'license' | 'deregistration';
  readonly user?: string | undefined;
};

/** A token that was opened, with the service it was issued for. */
export type OpenToken = TokenContent & { readonly serviceId: number };
