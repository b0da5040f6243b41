import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { findEntitlement } from './find-entitlement.ts';

/** Takes the right away: no token from then on. Revoking it again changes nothing. */
export function makeRevokeEntitlement(parts: Parts) {
  return async (accountId: string, entitlementId: string, caller: Caller): Promise<Entitlement> => {
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const entitlement = await findEntitlement(unit, accountId, entitlementId);
      if (entitlement.revokedAt !== undefined) return entitlement;
      const revoked: Entitlement = { ...entitlement, revokedAt: now };
      await unit.updateEntitlement(revoked);
      await audit(parts, unit, caller, now, {
        action: 'entitlement.revoked',
        subject: entitlementId
      });
      return revoked;
    });
  };
}
