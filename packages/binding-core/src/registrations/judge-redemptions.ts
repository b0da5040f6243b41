import type { RedemptionRecord } from '../ports/licensing.ts';

/** What the records under one cookie prove. */
export type Judgement =
  | { readonly kind: 'not-redeemed' }
  | { readonly kind: 'proven'; readonly drmDeviceId: string }
  | { readonly kind: 'ambiguous'; readonly drmDeviceIds: readonly string[] };

/**
 * One device id under a cookie is proof, however often it redeemed. Two are none: the dummy token was shared or stolen, and
 * nobody can tell which of the devices is the customer's.
 */
export function judgeRedemptions(records: readonly RedemptionRecord[]): Judgement {
  const ids = [...new Set(records.map(record => record.deviceId))];
  const [first] = ids;
  if (first === undefined) return { kind: 'not-redeemed' };
  if (ids.length > 1) return { kind: 'ambiguous', drmDeviceIds: ids };
  return { kind: 'proven', drmDeviceId: first };
}
