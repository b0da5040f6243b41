import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { refuseInput } from '../formats.ts';
import type { AuditAction } from '../model/audit.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';
import { checkTerms } from './check-terms.ts';
import { findEntitlement } from './find-entitlement.ts';

/** The codes that `revokeEntitlement` may refuse with. */
export const revokeEntitlementRefusals = ['not-found'] as const;

/** The codes that `restoreEntitlement` may refuse with. */
export const restoreEntitlementRefusals = ['not-found'] as const;

/** The codes that `extendSubscription` may refuse with. */
export const extendSubscriptionRefusals = ['validation', 'not-found'] as const;

/** Takes the right away: no token from then on. Revoking it again changes nothing. */
export function makeRevokeEntitlement(parts: Parts) {
  const change = makeEntitlementChange(parts, 'entitlement.revoked');
  return (accountId: string, entitlementId: string, caller: Caller): Promise<Entitlement> =>
    change(accountId, entitlementId, caller, (entitlement, now) =>
      entitlement.revokedAt === undefined ? { ...entitlement, revokedAt: now } : entitlement
    );
}

/** Gives a revoked right back, with the clocks where they stand. Restoring it again changes nothing. */
export function makeRestoreEntitlement(parts: Parts) {
  const change = makeEntitlementChange(parts, 'entitlement.restored');
  return (accountId: string, entitlementId: string, caller: Caller): Promise<Entitlement> =>
    change(accountId, entitlementId, caller, entitlement =>
      entitlement.revokedAt === undefined ? entitlement : { ...entitlement, revokedAt: undefined }
    );
}

/** Moves the end of a subscription. */
export function makeExtendSubscription(parts: Parts) {
  const change = makeEntitlementChange(parts, 'entitlement.extended');
  return (accountId: string, entitlementId: string, until: Timestamp, caller: Caller): Promise<Entitlement> =>
    change(accountId, entitlementId, caller, (entitlement, now) => {
      const { terms } = entitlement;
      if (terms.kind !== 'subscription')
        refuseInput([{ path: '/until', message: `must not be given for a ${terms.kind}` }]);
      if (terms.until === until) return entitlement;
      const extended: Entitlement = { ...entitlement, terms: { kind: 'subscription', until } };
      checkTerms(extended, now);
      return extended;
    });
}

/** What comes back as it was has not changed: nothing is written then. */
function makeEntitlementChange(parts: Parts, action: AuditAction) {
  return async (
    accountId: string,
    entitlementId: string,
    caller: Caller,
    change: (entitlement: Entitlement, now: Timestamp) => Entitlement
  ): Promise<Entitlement> => {
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const before = await findEntitlement(unit, accountId, entitlementId);
      const after = change(before, now);
      if (after === before) return before;
      await unit.updateEntitlement(after);
      const facts = ({ terms, revokedAt }: Entitlement) => ({ ...terms, revokedAt });
      await audit(parts, unit, caller, now, {
        action,
        subject: entitlementId,
        before: facts(before),
        after: facts(after)
      });
      return after;
    });
  };
}
