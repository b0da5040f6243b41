import type { Timestamp } from './time.ts';

/** What can happen. */
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
  'account.policy-set',
  'account.swaps-reset',
  'account.suspended',
  'account.resumed',
  'policy.saved',
  'entitlement.created',
  'entitlement.revoked',
  'entitlement.restored',
  'entitlement.extended',
  'token.issued'
] as const;

export type AuditAction = (typeof auditActions)[number];

/** What happened; append-only. */
export interface AuditEvent {
  /** `aud_…`, time-ordered. */
  readonly eventId: string;
  /** Absent where it concerns no single account. */
  readonly accountId?: string | undefined;
  readonly at: Timestamp;
  /** Who did it: the name of an API key. */
  readonly actor: string;
  readonly action: AuditAction;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly reason?: string | undefined;
  /** What it was before; never a secret. */
  readonly before?: AuditFacts | undefined;
  readonly after?: AuditFacts | undefined;
  /** More facts worth keeping; never a secret. */
  readonly details: AuditFacts;
}

/** Plain JSON. */
export type AuditFacts = Readonly<Record<string, unknown>>;

/** Which events to list; all that is given must match. */
export interface AuditFilter {
  readonly accountId?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  /** At or after. */
  readonly from?: Timestamp | undefined;
  /** Before. */
  readonly to?: Timestamp | undefined;
}
