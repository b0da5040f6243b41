import type { Timestamp } from './time.ts';

export const entitlementKinds = ['purchase'] as const;

export type EntitlementKind = (typeof entitlementKinds)[number];

/** An account's right to a content. */
export interface Entitlement {
  /** `ent_…`, time-ordered. */
  readonly entitlementId: string;
  readonly accountId: string;
  readonly contentId: string;
  readonly kind: EntitlementKind;
  /** Not usable before this moment. */
  readonly startsAt: Timestamp;
  readonly createdAt: Timestamp;
  readonly revokedAt?: Timestamp | undefined;
}

/** What an entitlement is worth at a moment. */
export type EntitlementState = 'active' | 'not-started' | 'revoked';
