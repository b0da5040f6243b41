import type { RegistrationState } from './registration.ts';
import type { Timestamp } from './time.ts';

/** What happened; append-only. */
export type AuditAction =
  | 'registration.started'
  | `registration.${Exclude<RegistrationState, 'pending' | 'expired'>}`
  | 'device.renamed'
  | 'device.removed'
  | 'entitlement.created'
  | 'entitlement.revoked'
  | 'token.issued';

export interface AuditEvent {
  /** `aud_…`, time-ordered. */
  readonly eventId: string;
  readonly accountId: string;
  readonly at: Timestamp;
  /** Who did it: the name of an API key. */
  readonly actor: string;
  readonly action: AuditAction;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly reason?: string | undefined;
  /** Facts worth keeping; never a secret. */
  readonly details: Readonly<Record<string, unknown>>;
}
