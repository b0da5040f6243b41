import { BindingError, type BindingProblem } from '../errors.ts';
import type { Entitlement, EntitlementKind, EntitlementState } from '../model/entitlement.ts';
import { endOfTime, second, type Timestamp } from '../model/time.ts';

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

/** The codes that {@link chooseEntitlement} may refuse with, next to `offline-not-allowed` for persistent licenses. */
export const noRightRefusals = ['not-entitled', 'entitlement-not-started', 'entitlement-expired'] as const;

/** Chooses the entitlement that costs the customer least; if none can be used now, refuses with the most helpful reason. */
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
