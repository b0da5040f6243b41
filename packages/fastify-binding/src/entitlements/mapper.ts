import { type Entitlement, entitlementState } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import type { EntitlementJson } from './schemas.ts';

/** The entitlement with what it is worth at this moment. */
export function toEntitlementJson(entitlement: Entitlement): EntitlementJson {
  const { entitlementId, accountId, contentId, kind, startsAt, createdAt, revokedAt } = entitlement;
  return compact({
    entitlementId,
    accountId,
    contentId,
    kind,
    state: entitlementState(entitlement, Date.now()),
    startsAt: toRfc3339(startsAt),
    createdAt: toRfc3339(createdAt),
    revokedAt: toOptionalRfc3339(revokedAt)
  });
}
