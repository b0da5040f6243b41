import type { Drm } from '../drm.ts';
import type { LicenseTerms } from '../parameters/license-terms.ts';
import type { Switches } from '../switches.ts';

/** How long a license plays. Absent members set no limit; all limits that are present hold together. */
export type LicenseTimes = {
  /** Playback may start until this moment. RFC 3339 in UTC. */
  readonly startUntil?: string | undefined;
  /** Once playback has started, it may go on for this many seconds. */
  readonly playSeconds?: number | undefined;
  /** Playback stops at this moment, whenever it started. RFC 3339 in UTC. */
  readonly endsAt?: string | undefined;
  /** Whether the device may keep the license after the session. */
  readonly persistent: boolean;
};

/**
 * The times of a license that is redeemed now.
 *
 * @param now milliseconds since 1970
 * @param reading which of the published texts about Widevine's durations applies
 */
export function licenseTimes(
  drm: Drm,
  terms: LicenseTerms,
  persistent: boolean,
  now: number,
  reading: Switches['widevineDurations']
): LicenseTimes {
  switch (drm) {
    case 'widevine':
    case 'universal':
      return { ...widevineTimes(terms, now, reading), persistent };
    case 'fairplay': {
      const { rentalDuration = 0 } = terms;
      return { ...(rentalDuration > 0 && { endsAt: momentAfter(now, rentalDuration) }), persistent };
    }
    default: {
      const { rentalEnd, rentalPlayDuration } = terms;
      return {
        ...(rentalPlayDuration !== undefined && { playSeconds: rentalPlayDuration }),
        ...(rentalEnd !== undefined && { endsAt: new Date(rentalEnd).toISOString() }),
        persistent
      };
    }
  }
}

/**
 * The published texts contradict each other. `start-window`: playback must begin within `licenseDuration`, and
 * `playbackDuration` limits the viewing. `from-first-play`: playback stops `licenseDuration` after it began; that text
 * does not know `playbackDuration`.
 */
function widevineTimes(
  { licenseDuration, playbackDuration }: LicenseTerms,
  now: number,
  reading: Switches['widevineDurations']
): Omit<LicenseTimes, 'persistent'> {
  if (reading === 'from-first-play') {
    return licenseDuration === undefined ? {} : { playSeconds: licenseDuration };
  }
  return {
    ...(licenseDuration !== undefined && { startUntil: momentAfter(now, licenseDuration) }),
    ...(playbackDuration !== undefined && { playSeconds: playbackDuration })
  };
}

/** The latest moment that the answer can name. */
const END_OF_TIME = Date.parse('9999-12-31T23:59:59Z');

const momentAfter = (now: number, seconds: number): string =>
  new Date(Math.min(END_OF_TIME, now + seconds * 1000)).toISOString();
