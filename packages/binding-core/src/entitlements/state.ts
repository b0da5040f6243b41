import { BindingError, type BindingProblem } from '../errors.ts';
import type { Entitlement, EntitlementKind, EntitlementState } from '../model/entitlement.ts';
import { endOfTime, second, type Timestamp } from '../model/time.ts';

/** When the right ends: for a rental that was not started, the moment by which it must be. Nothing for without end. */
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

/** What the entitlement is worth at `now`. */
export function entitlementState(entitlement: Entitlement, now: Timestamp): EntitlementState {
  if (entitlement.revokedAt !== undefined) return 'revoked';
  if (now < entitlement.startsAt) return 'not-started';
  if (now >= (entitlementEnd(entitlement) ?? endOfTime)) return 'expired';
  return 'active';
}

/** The entitlement once a token is issued under it: the first one starts its clock. */
export function played(entitlement: Entitlement, now: Timestamp): Entitlement {
  return { ...entitlement, firstPlayedAt: entitlement.firstPlayedAt ?? now };
}

/**
 * The entitlement that a token is issued under now: the one that costs the customer least. Otherwise the refusal that explains
 * best why there is none.
 */
export function chooseEntitlement(
  entitlements: readonly Entitlement[],
  persistent: boolean,
  now: Timestamp
): Entitlement {
  const active = inState(entitlements, 'active', now);
  const usable = active.filter(entitlement => !persistent || entitlement.offlineDevices !== undefined);
  const [best] = [...usable].sort((a, b) => cost(a) - cost(b));
  if (best) return best;
  throw new BindingError(active.length > 0 ? offlineNotAllowed : whyNone(entitlements, now));
}

/** A running rental is used up before a new one is started, and neither while a better right is there. */
function cost({ terms, firstPlayedAt }: Entitlement): number {
  const rank: Record<EntitlementKind, number> = { purchase: 0, subscription: 1, rental: 2 };
  return rank[terms.kind] + (terms.kind === 'rental' && firstPlayedAt === undefined ? 1 : 0);
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

const offlineNotAllowed: BindingProblem = {
  code: 'offline-not-allowed',
  detail: 'The right to this content does not include offline use. Ask for a token without `persistent`.'
};

function notStarted(startsAt: Timestamp): BindingProblem {
  return {
    code: 'entitlement-not-started',
    detail: `The right to this content starts at ${new Date(startsAt).toISOString()}.`,
    nextAllowedAt: startsAt
  };
}

function expired(end: Timestamp): BindingProblem {
  return {
    code: 'entitlement-expired',
    detail: `The right to this content ended at ${new Date(end).toISOString()}. Create a new entitlement.`
  };
}
