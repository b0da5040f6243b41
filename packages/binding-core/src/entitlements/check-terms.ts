import type { InputError } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { endOfTime, type Timestamp } from '../model/time.ts';

/** The smallest and largest values of an entitlement's numbers; the REST API's schemas use them. */
export const entitlementLimits = {
  /** In seconds, up to 10 years. */
  playDuration: { minimum: 1, maximum: 315_360_000 },
  /** Devices that may keep the content offline at the same time. */
  offlineDevices: { minimum: 1, maximum: 1000 }
} as const;

/** Refuses terms that nobody could ever use with `validation`; names each wrong member. */
export function checkTerms({ terms, startsAt, offlineDevices }: Entitlement, now: Timestamp): void {
  const errors: InputError[] = [];
  const check = (right: boolean, path: string, message: string) => {
    if (!right) errors.push({ path, message });
  };
  const { playDuration, offlineDevices: offline } = entitlementLimits;

  check(isMoment(startsAt), '/startsAt', 'must be a moment');
  check(
    offlineDevices === undefined || isWhole(offlineDevices, offline),
    '/offlineDevices',
    `must be a whole number from ${offline.minimum} to ${offline.maximum}`
  );
  if (terms.kind === 'rental') {
    check(terms.startBy > now, '/startBy', 'must not be in the past');
    check(isMoment(terms.startBy) && terms.startBy > startsAt, '/startBy', 'must be later than startsAt');
    check(isWhole(terms.playDuration, playDuration), '/playDuration', 'must be 1 second to 10 years');
  }
  if (terms.kind === 'subscription') {
    check(terms.until > now, '/until', 'must not be in the past');
    check(isMoment(terms.until) && terms.until > startsAt, '/until', 'must be later than startsAt');
  }
  if (errors.length > 0) refuseInput(errors);
}

function isMoment(value: Timestamp): boolean {
  return Number.isInteger(value) && value >= 0 && value <= endOfTime;
}

function isWhole(value: number, { minimum, maximum }: { minimum: number; maximum: number }): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}
