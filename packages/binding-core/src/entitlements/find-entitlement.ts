import { refuse } from '../errors.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { StoreReads } from '../ports/store.ts';

/** The codes that `readEntitlement` may refuse with. */
export const readEntitlementRefusals = ['not-found'] as const;

/** The account's entitlement; `not-found` when it has none of this id. */
export async function findEntitlement(
  reads: StoreReads,
  accountId: string,
  entitlementId: string
): Promise<Entitlement> {
  const entitlement = await reads.findEntitlement(accountId, entitlementId);
  return (
    entitlement ?? refuse('not-found', `This account has no entitlement ${JSON.stringify(entitlementId)}.`)
  );
}
