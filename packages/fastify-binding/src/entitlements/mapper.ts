import {
  type Entitlement,
  entitlementEnd,
  entitlementState,
  type Timestamp
} from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import type { EntitlementJson } from './schemas.ts';
import { toTermsJson } from './terms.ts';

/** Writes an entitlement with its state at a moment. */
export function toEntitlementJson(entitlement: Entitlement, now: Timestamp): EntitlementJson {
  return {
    ...toTermsJson(entitlement.terms),
    ...compact({
      entitlementId: entitlement.entitlementId,
      accountId: entitlement.accountId,
      contentId: entitlement.contentId,
      state: entitlementState(entitlement, now),
      startsAt: toRfc3339(entitlement.startsAt),
      firstPlayedAt: toOptionalRfc3339(entitlement.firstPlayedAt),
      endsAt: toOptionalRfc3339(entitlementEnd(entitlement)),
      offlineDevices: entitlement.offlineDevices,
      orderId: entitlement.orderId,
      createdAt: toRfc3339(entitlement.createdAt),
      revokedAt: toOptionalRfc3339(entitlement.revokedAt)
    })
  };
}
