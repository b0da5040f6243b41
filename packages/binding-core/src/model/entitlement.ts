import type { Timestamp } from './time.ts';

/** The kinds of rights. */
export const entitlementKinds = ['purchase', 'rental', 'subscription'] as const;

/** One kind of right. */
export type EntitlementKind = (typeof entitlementKinds)[number];

/** A right that never ends. */
export interface PurchaseTerms {
  readonly kind: 'purchase';
}

/** A right with two clocks: the first token must be issued before a moment, and from then on it lasts for a while. */
export interface RentalTerms {
  readonly kind: 'rental';
  /** The moment by which the first token must be issued. */
  readonly startBy: Timestamp;
  /** How long it lasts from its first token on, in seconds; 1 second to 10 years. */
  readonly playDuration: number;
}

/** A right until a moment that may be moved. */
export interface SubscriptionTerms {
  readonly kind: 'subscription';
  /** The moment from which it is not valid any more. */
  readonly until: Timestamp;
}

/** The kind of a right, and its clocks. */
export type EntitlementTerms = PurchaseTerms | RentalTerms | SubscriptionTerms;

/** An account's right to a content. */
export interface Entitlement {
  /** `ent_…`, time-ordered. */
  readonly entitlementId: string;
  /** The account that has the right. */
  readonly accountId: string;
  /** The content that it is a right to. */
  readonly contentId: string;
  /** Its kind, and its clocks. */
  readonly terms: EntitlementTerms;
  /** The moment from which it may be used. */
  readonly startsAt: Timestamp;
  /** On how many devices at the same time the content may be kept offline; absent for none. */
  readonly offlineDevices?: number | undefined;
  /** The operator's own id of the sale; one order creates one entitlement. */
  readonly orderId?: string | undefined;
  /** When the first token was issued; it starts a rental's second clock. */
  readonly firstPlayedAt?: Timestamp | undefined;
  /** When it was created. */
  readonly createdAt: Timestamp;
  /** When it was revoked. */
  readonly revokedAt?: Timestamp | undefined;
}

/** Whether an entitlement can be used at a moment, or why not. */
export type EntitlementState = 'active' | 'not-started' | 'expired' | 'revoked';
