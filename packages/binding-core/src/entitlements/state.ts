import { BindingError, type BindingProblem } from '../errors.ts';
import type { Entitlement, EntitlementState } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';

/** What the entitlement is worth at `now`. */
export function entitlementState(entitlement: Entitlement, now: Timestamp): EntitlementState {
  if (entitlement.revokedAt !== undefined) return 'revoked';
  if (now < entitlement.startsAt) return 'not-started';
  return 'active';
}

/** The entitlement that allows playing now; otherwise the refusal that explains best why there is none. */
export function chooseEntitlement(entitlements: readonly Entitlement[], now: Timestamp): Entitlement {
  const active = entitlements.find(entitlement => entitlementState(entitlement, now) === 'active');
  if (active) return active;
  const upcoming = entitlements
    .filter(entitlement => entitlementState(entitlement, now) === 'not-started')
    .map(entitlement => entitlement.startsAt);
  throw new BindingError(upcoming.length > 0 ? notStarted(Math.min(...upcoming)) : notEntitled);
}

const notEntitled: BindingProblem = {
  code: 'not-entitled',
  detail: 'The account has no right to this content. Create an entitlement first.'
};

function notStarted(startsAt: Timestamp): BindingProblem {
  return {
    code: 'entitlement-not-started',
    detail: `The right to this content starts at ${new Date(startsAt).toISOString()}.`,
    nextAllowedAt: startsAt
  };
}
