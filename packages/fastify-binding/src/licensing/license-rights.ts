import type { LicenseTokenRequest } from '@expressplay-binding/binding-core';

/**
 * Which of the published texts on Widevine's durations holds.
 *
 * - `start-window`: playback must begin within `licenseDuration` of the redemption, and `playbackDuration` limits the viewing.
 * - `from-first-play`: playback stops `licenseDuration` seconds after it began.
 * - `either`: nobody has tried it. A license ends with the right under both texts, and plays for half of the time that is left.
 */
export type WidevineDurations = 'either' | 'start-window' | 'from-first-play';

/** ExpressPlay's flag for a license that the device may keep. */
const kept = { generalFlags: '00000001' } as const;

/**
 * Widevine: `wait` is the time between redemption and first play that the license allows, and the rest is for the viewing.
 * Together they end with the right.
 */
export function widevineRights(request: LicenseTokenRequest, reading: WidevineDurations) {
  return { ...(request.persistent && kept), ...widevineDurations(request, reading) };
}

function widevineDurations(request: LicenseTokenRequest, reading: WidevineDurations) {
  const seconds = secondsFrom(request.expiresAt, request);
  if (seconds === undefined) return {};
  const ttl = Math.floor((request.expiresAt - request.issuedAt) / 1000);
  const half = Math.floor(seconds / 2);
  const wait = reading === 'either' ? half : Math.min(ttl, half);
  const viewing = seconds - wait;
  return reading === 'from-first-play'
    ? { licenseDuration: viewing, playbackDuration: viewing }
    : { licenseDuration: wait, playbackDuration: viewing };
}

/** PlayReady, Marlin Broadband and MS3: a right with an end is a rental until that moment. */
export function rentalRights(request: LicenseTokenRequest) {
  const { persistent, rightEndsAt } = request;
  const seconds = secondsFrom(request.issuedAt, request);
  const flags = persistent && kept;
  if (seconds === undefined || rightEndsAt === undefined)
    return { rightsType: 'BuyToOwn', ...flags } as const;
  return {
    rightsType: 'Rental',
    rentalPeriodEndTime: new Date(rightEndsAt),
    rentalPlayDuration: seconds,
    ...flags
  } as const;
}

/** FairPlay: the lease ends with the right. */
export function fairplayRights(request: LicenseTokenRequest) {
  const seconds = secondsFrom(request.expiresAt, request);
  return {
    ...(request.persistent && kept),
    ...(seconds !== undefined && { rentalDuration: seconds })
  };
}

/** Whole seconds from a moment until the right ends; at least 1, because 0 means that it never ends. */
function secondsFrom(moment: number, { rightEndsAt }: LicenseTokenRequest): number | undefined {
  return rightEndsAt === undefined ? undefined : Math.max(1, Math.floor((rightEndsAt - moment) / 1000));
}
