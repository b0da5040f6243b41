import { refuse } from '../errors.ts';
import type { Drm } from '../model/drm.ts';
import { endOfTime, second, type Timestamp, toRfc3339 } from '../model/time.ts';

/** The DRMs whose licenses end at a moment that the token names. All others count seconds from the redemption. */
const namesItsEnd: ReadonlySet<Drm> = new Set(['playready', 'marlin-bb']);

/** How long tokens can be redeemed, in seconds. */
export interface TokenTtls {
  /** Of a token whose right never ends, or whose license ends at a moment that the token names. */
  readonly tokenTtl: number;
  /** Of a token whose license counts the seconds until the right ends from its redemption. */
  readonly endingTokenTtl: number;
}

/**
 * Until when a token that is issued now can be redeemed. Where the license counts from its redemption, that is soon: the
 * seconds are counted from this moment on, so that a license that is redeemed last ends with the right.
 */
export function tokenExpiry(
  { tokenTtl, endingTokenTtl }: TokenTtls,
  drm: Drm,
  rightEndsAt: Timestamp | undefined,
  now: Timestamp
): Timestamp {
  if (rightEndsAt === undefined) return now + tokenTtl * second;
  const left = Math.floor((rightEndsAt - now) / second);
  if (left < shortestLicense)
    refuse(
      'entitlement-expired',
      `The right to this content ends at ${toRfc3339(rightEndsAt)}: too soon for a license.`
    );
  if (namesItsEnd.has(drm)) return Math.min(now + tokenTtl * second, rightEndsAt);
  return now + Math.min(tokenTtl, endingTokenTtl, Math.floor(left / 2)) * second;
}

/** In seconds: one to redeem the token, one to begin to play, and one to play. A duration of 0 would mean no limit. */
const shortestLicense = 3;

/**
 * Whether the device may keep the license, which it may do under PlayReady and Marlin Broadband even if nobody asks for it:
 * only a license that is kept has an end there.
 */
export function keepsLicense(drm: Drm, persistent: boolean, rightEnds: boolean): boolean {
  return persistent || (rightEnds && namesItsEnd.has(drm));
}

/**
 * Whether a license that is kept ends with the right. A kept Widevine license does so only under one of the two published
 * readings of its durations, so that there is none for a right that ends.
 */
export function endsWithRight(drm: Drm, persistent: boolean, rightEnds: boolean): boolean {
  return !rightEnds || !persistent || drm !== 'widevine';
}

/**
 * Until when a license from the token may play, at the latest. A license that is not kept and has no end lasts as long as the
 * session of its player, which begins while the token can be redeemed.
 */
export function playableUntil(
  rightEndsAt: Timestamp | undefined,
  persistent: boolean,
  expiresAt: Timestamp
): Timestamp {
  return rightEndsAt ?? (persistent ? endOfTime : expiresAt);
}
