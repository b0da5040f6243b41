import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { AuditAction } from '../model/audit.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';
import { checkTerms } from './check-terms.ts';

/** The codes that {@link readEntitlement} may refuse with. */
export const readEntitlementRefusals = ['not-found'] as const;

/** Reads an entitlement of the account. */
export async function readEntitlement(
  reads: StoreReads,
  accountId: string,
  id: string
): Promise<Entitlement> {
  const entitlement = await reads.findEntitlement(accountId, id);
  return entitlement ?? refuse('not-found', `This account has no entitlement ${JSON.stringify(id)}.`);
}

/** The codes that {@link revokeEntitlement} may refuse with. */
export const revokeEntitlementRefusals = ['not-found'] as const;

/** Revokes the right: no token is issued under it from now on. Revoking it again changes nothing. */
export function revokeEntitlement(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.revoked' } as const;
  return changeEntitlement(parts, change, caller, (entitlement, now) =>
    entitlement.revokedAt === undefined ? { ...entitlement, revokedAt: now } : entitlement
  );
}

/** The codes that {@link restoreEntitlement} may refuse with. */
export const restoreEntitlementRefusals = ['not-found'] as const;

/** Restores a revoked right; its clocks have gone on. Restoring it again changes nothing. */
export function restoreEntitlement(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.restored' } as const;
  return changeEntitlement(parts, change, caller, entitlement =>
    entitlement.revokedAt === undefined ? entitlement : { ...entitlement, revokedAt: undefined }
  );
}

/** The codes that {@link extendSubscription} may refuse with. */
export const extendSubscriptionRefusals = ['validation', 'not-found'] as const;

/** Moves the end of a subscription. */
export function extendSubscription(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  until: Timestamp,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.extended' } as const;
  return changeEntitlement(parts, change, caller, (entitlement, now) => {
    const { terms } = entitlement;
    if (terms.kind !== 'subscription')
      refuseInput([{ path: '/until', message: `must not be given for a ${terms.kind}` }]);
    if (terms.until === until) return entitlement;
    const extended: Entitlement = { ...entitlement, terms: { kind: 'subscription', until } };
    checkTerms(extended, now);
    return extended;
  });
}

interface Change {
  readonly accountId: string;
  readonly entitlementId: string;
  readonly action: AuditAction;
}

/** `change` returns the same object if there is nothing to change; then nothing is written. */
async function changeEntitlement(
  parts: Parts,
  { accountId, entitlementId, action }: Change,
  caller: Caller,
  change: (entitlement: Entitlement, now: Timestamp) => Entitlement
): Promise<Entitlement> {
  return inAccount(parts, accountId, caller, async context => {
    const old = await readEntitlement(context.unit, accountId, entitlementId);
    const changed = change(old, context.now);
    if (changed === old) return old;
    await context.unit.updateEntitlement(changed);
    const [before, after] = [old, changed].map(({ terms, revokedAt }) => ({ ...terms, revokedAt }));
    await audit(context, { action, subject: entitlementId, before, after });
    return changed;
  });
}
