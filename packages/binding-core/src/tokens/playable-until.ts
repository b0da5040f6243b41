import { entitlementEnd } from '../entitlements/state.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { endOfTime, type Timestamp } from '../model/time.ts';

/** Some DRMs keep the license of a rental whatever is asked for, so it plays as long as the right lasts. */
export function playableUntil(
  entitlement: Entitlement,
  persistent: boolean,
  expiresAt: Timestamp
): Timestamp {
  const kept = persistent || entitlement.terms.kind === 'rental';
  return kept ? (entitlementEnd(entitlement) ?? endOfTime) : expiresAt;
}
