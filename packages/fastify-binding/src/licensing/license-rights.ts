import type { LicenseTokenRequest } from '@expressplay-binding/binding-core';

/** ExpressPlay's flag for a license that the device may keep. */
const kept = { generalFlags: '00000001' } as const;

/** Widevine: the license can start and play until the right ends. */
export function widevineRights(request: LicenseTokenRequest) {
  const seconds = secondsLeft(request);
  return {
    ...(request.persistent && kept),
    ...(seconds !== undefined && { licenseDuration: seconds, playbackDuration: seconds })
  };
}

/** PlayReady and Marlin Broadband: a right with an end is a rental, and devices always keep the licenses of rentals. */
export function rentalRights(request: LicenseTokenRequest) {
  const { persistent, rightEndsAt } = request;
  const seconds = secondsLeft(request);
  if (seconds === undefined || rightEndsAt === undefined)
    return { rightsType: 'BuyToOwn', ...(persistent && kept) } as const;
  return {
    rightsType: 'Rental',
    rentalPeriodEndTime: new Date(rightEndsAt),
    rentalPlayDuration: seconds,
    ...kept
  } as const;
}

/** FairPlay: the lease ends with the right. */
export function fairplayRights(request: LicenseTokenRequest) {
  const seconds = secondsLeft(request);
  return {
    ...(request.persistent && kept),
    ...(seconds !== undefined && { rentalDuration: seconds })
  };
}

/** Whole seconds until the right ends; at least 1, because 0 means that it never ends. */
function secondsLeft({ issuedAt, rightEndsAt }: LicenseTokenRequest): number | undefined {
  return rightEndsAt === undefined ? undefined : Math.max(1, Math.floor((rightEndsAt - issuedAt) / 1000));
}
