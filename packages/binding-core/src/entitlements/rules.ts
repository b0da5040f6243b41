import { BindingError, type BindingProblem, type InputError } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { Drm } from '../model/drm.ts';
import type { Entitlement, EntitlementKind, EntitlementState } from '../model/entitlement.ts';
import { endOfTime, second, type Timestamp, toRfc3339 } from '../model/time.ts';
import { endsWithRight, keepsLicense } from '../tokens/licenses.ts';

/** When the right ends; for a rental that nobody has started, the moment by which somebody must. `undefined` if it never ends. */
export function entitlementEnd({ terms, firstPlayedAt }: Entitlement): Timestamp | undefined {
  switch (terms.kind) {
    case 'purchase':
      return undefined;
    case 'rental':
      return firstPlayedAt === undefined ? terms.startBy : firstPlayedAt + terms.playDuration * second;
    case 'subscription':
      return terms.until;
  }
}

/** Whether the entitlement can be used at `now`, or why not. */
export function entitlementState(entitlement: Entitlement, now: Timestamp): EntitlementState {
  if (entitlement.revokedAt !== undefined) return 'revoked';
  if (now < entitlement.startsAt) return 'not-started';
  if (now >= (entitlementEnd(entitlement) ?? endOfTime)) return 'expired';
  return 'active';
}

/** The entitlement after a token is issued under it: the first token starts a rental's clock. */
export function played(entitlement: Entitlement, now: Timestamp): Entitlement {
  return { ...entitlement, firstPlayedAt: entitlement.firstPlayedAt ?? now };
}

/** The codes that {@link chooseEntitlement} may refuse with, next to `offline-not-allowed` for licenses that the device keeps. */
export const noRightRefusals = ['not-entitled', 'entitlement-not-started', 'entitlement-expired'] as const;

/** The license that an entitlement is needed for. */
export interface WantedLicense {
  readonly drm: Drm;
  /** Whether the device is to keep it. */
  readonly persistent: boolean;
}

/** Chooses the entitlement that costs the customer least; if none can be used now, refuses with the most helpful reason. */
export function chooseEntitlement(
  entitlements: readonly Entitlement[],
  license: WantedLicense,
  now: Timestamp
): Entitlement {
  const active = inState(entitlements, 'active', now);
  const usable = active.filter(entitlement => offlineProblem(entitlement, license) === undefined);
  const [best] = inOrderOfCost(usable);
  if (best) return best;
  const [next] = inOrderOfCost(active);
  throw new BindingError((next && offlineProblem(next, license)) ?? whyNone(entitlements, now));
}

function inOrderOfCost(entitlements: readonly Entitlement[]): readonly Entitlement[] {
  return [...entitlements].sort((a, b) => cost(a) - cost(b));
}

/** Why the entitlement does not allow a license that the device keeps, if it is one. */
function offlineProblem(
  entitlement: Entitlement,
  { drm, persistent }: WantedLicense
): BindingProblem | undefined {
  const ends = entitlementEnd(entitlement) !== undefined;
  if (!keepsLicense(drm, persistent, ends)) return undefined;
  if (!endsWithRight(drm, persistent, ends)) return neverEnds;
  if (entitlement.offlineDevices !== undefined) return undefined;
  return persistent ? offlineNotAllowed : alwaysKept;
}

/** A running rental comes before a new one; a purchase or subscription comes before both. */
function cost({ terms, firstPlayedAt }: Entitlement): number {
  const ranks: Record<EntitlementKind, number> = { purchase: 0, subscription: 1, rental: 2 };
  return ranks[terms.kind] + (terms.kind === 'rental' && firstPlayedAt === undefined ? 1 : 0);
}

function inState(
  entitlements: readonly Entitlement[],
  state: EntitlementState,
  now: Timestamp
): readonly Entitlement[] {
  return entitlements.filter(entitlement => entitlementState(entitlement, now) === state);
}

function whyNone(entitlements: readonly Entitlement[], now: Timestamp): BindingProblem {
  const upcoming = inState(entitlements, 'not-started', now).map(entitlement => entitlement.startsAt);
  if (upcoming.length > 0) return notStarted(Math.min(...upcoming));
  const past = inState(entitlements, 'expired', now).map(entitlement => entitlementEnd(entitlement) ?? now);
  if (past.length > 0) return expired(Math.max(...past));
  return notEntitled;
}

const notEntitled: BindingProblem = {
  code: 'not-entitled',
  detail: 'The account has no right to this content. Create an entitlement first.'
};

const neverEnds: BindingProblem = {
  code: 'offline-not-allowed',
  detail:
    'No offline license of Widevine is sure to end with the right to this content. Ask for a token without `persistent`, ' +
    'or for another DRM of the device.'
};

const alwaysKept: BindingProblem = {
  code: 'offline-not-allowed',
  detail:
    'The device keeps every license of this DRM whose right ends, and the right to this content does not include offline use. ' +
    'Create the entitlement with `offlineDevices`, or ask for another DRM of the device.'
};

const offlineNotAllowed: BindingProblem = {
  code: 'offline-not-allowed',
  detail: 'The right to this content does not include offline use. Ask for a token without `persistent`.'
};

function notStarted(startsAt: Timestamp): BindingProblem {
  return {
    code: 'entitlement-not-started',
    detail: `The right to this content starts at ${toRfc3339(startsAt)}.`,
    nextAllowedAt: startsAt
  };
}

function expired(end: Timestamp): BindingProblem {
  return {
    code: 'entitlement-expired',
    detail: `The right to this content ended at ${toRfc3339(end)}. Create a new entitlement.`
  };
}

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
