import type { Timestamp } from './time.ts';

/** A browser's short-lived access to one account, opened by the operator's server with a one-time code. */
export interface PlayerSession {
  /** `ses_…`, time-ordered. */
  readonly sessionId: string;
  readonly accountId: string;
  /** SHA-256 of the one-time code, as hex. */
  readonly codeHash: string;
  readonly codeExpiresAt: Timestamp;
  readonly exchangedAt?: Timestamp | undefined;
  readonly expiresAt: Timestamp;
  readonly endedAt?: Timestamp | undefined;
}
