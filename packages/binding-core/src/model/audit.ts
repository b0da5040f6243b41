import type { Timestamp } from './time.ts';

/** The kinds of events. */
export const auditActions = [
  'registration.started',
  'registration.bound',
  'registration.refused',
  'registration.ambiguous',
  'registration.expired',
  'registration.cancelled',
  'device.renamed',
  'device.removed',
  'device.shared',
  'device.rebound',
  'account.policy-set',
  'account.swaps-reset',
  'account.suspended',
  'account.resumed',
  'account.erased',
  'policy.saved',
  'entitlement.created',
  'entitlement.revoked',
  'entitlement.restored',
  'entitlement.extended',
  'binding-check.started',
  'binding-check.completed',
  'capability.checked',
  'capability.learned',
  'capability.forgotten',
  'api-key.created',
  'api-key.rotated',
  'api-key.revoked',
  'token.issued'
] as const;

/** One kind of event. */
export type AuditAction = (typeof auditActions)[number];

/** An event of the audit trail, which is append-only. */
export interface AuditEvent {
  /** `aud_…`, time-ordered. */
  readonly eventId: string;
  /** Absent if the event concerns no single account. */
  readonly accountId?: string | undefined;
  /** When it happened. */
  readonly at: Timestamp;
  /** Who did it, e.g. the name of an API key. */
  readonly actor: string;
  /** What was done. */
  readonly action: AuditAction;
  /** The id of the object of the action. */
  readonly subject: string;
  /** Why, as staff stated it. */
  readonly reason?: string | undefined;
  /** The changed members before; never a secret. */
  readonly before?: AuditFacts | undefined;
  /** The changed members after; never a secret. */
  readonly after?: AuditFacts | undefined;
  /** Further facts; never a secret. */
  readonly details: AuditFacts;
}

/** Facts as plain JSON. A moment is a text in RFC 3339, as `toRfc3339` writes it. */
export type AuditFacts = Readonly<Record<string, unknown>>;

/** Which events to list: those that match all given members. */
export interface AuditFilter {
  /** The event with this id. */
  readonly eventId?: string | undefined;
  /** Events of this account. */
  readonly accountId?: string | undefined;
  /** Events of this kind. */
  readonly action?: AuditAction | undefined;
  /** Events about the object with this id. */
  readonly subject?: string | undefined;
  /** Events caused by this actor. */
  readonly actor?: string | undefined;
  /** Events at or after this moment. */
  readonly from?: Timestamp | undefined;
  /** Events before this moment. */
  readonly to?: Timestamp | undefined;
}
