import type { Timestamp } from './time.ts';

export const entitlementKinds = ['purchase', 'rental', 'subscription'] as const;

export type EntitlementKind = (typeof entitlementKinds)[number];

/** For good. */
export interface PurchaseTerms {
  readonly kind: 'purchase';
}

/** Two clocks: it must be started by a moment, and from its first token on it lasts for a while. */
export interface RentalTerms {
  readonly kind: 'rental';
  readonly startBy: Timestamp;
  /** Seconds, 1 to 10 years. */
  readonly playDuration: number;
}

/** Until a moment that may be moved. */
export interface SubscriptionTerms {
  readonly kind: 'subscription';
  readonly until: Timestamp;
}

export type EntitlementTerms = PurchaseTerms | RentalTerms | SubscriptionTerms;

/** An account's right to a content. */
export interface Entitlement {
  /** `ent_…`, time-ordered. */
  readonly entitlementId: string;
  readonly accountId: string;
  readonly contentId: string;
  readonly terms: EntitlementTerms;
  /** Not usable before this moment. */
  readonly startsAt: Timestamp;
  /** Set where the content may be kept offline: on how many devices at the same time. */
  readonly offlineDevices?: number | undefined;
  /** The operator's own id of the sale: the same one is never booked twice. */
  readonly orderId?: string | undefined;
  /** When the first token was issued: it starts a rental's second clock. */
  readonly firstPlayedAt?: Timestamp | undefined;
  readonly createdAt: Timestamp;
  readonly revokedAt?: Timestamp | undefined;
}

/** What an entitlement is worth at a moment. */
export type EntitlementState = 'active' | 'not-started' | 'expired' | 'revoked';
