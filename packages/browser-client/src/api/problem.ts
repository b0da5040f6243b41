/** The codes of the service's refusals that a page can see. */
export type ProblemCode =
  | 'account-suspended'
  | 'binding-ambiguous'
  | 'binding-unsupported'
  | 'binding-unverified'
  | 'device-already-bound'
  | 'device-in-other-account'
  | 'device-limit-reached'
  | 'device-not-bound'
  | 'device-removed'
  | 'entitlement-changed'
  | 'entitlement-expired'
  | 'entitlement-not-started'
  | 'idempotency-in-flight'
  | 'idempotency-key-reused'
  | 'internal'
  | 'not-entitled'
  | 'not-found'
  | 'offline-not-allowed'
  | 'origin-not-allowed'
  | 'payload-too-large'
  | 'player-code-invalid'
  | 'player-session-ended'
  | 'rate-limited'
  | 'registration-cancelled'
  | 'registration-expired'
  | 'registration-limit-reached'
  | 'swap-not-allowed-yet'
  | 'token-budget-exhausted'
  | 'unavailable'
  | 'unsupported-media-type'
  | 'upstream-credentials'
  | 'upstream-credits-exhausted'
  | 'upstream-rejected'
  | 'upstream-timeout'
  | 'upstream-unavailable'
  | 'uri-too-long'
  | 'validation';

/** A device that could make room for a new one. */
export interface DeviceConflict {
  readonly deviceId: string;
  readonly name: string;
  readonly class: string;
  readonly lastTokenAt?: string;
  /** Whether the customer may remove it now. */
  readonly removable: boolean;
  /** When the customer may remove it, RFC 3339, UTC; `undefined` for never. */
  readonly nextAllowedAt?: string;
}

/** The service's problem document (RFC 9457). Moments are RFC 3339, UTC. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong in this case, and what to do next. */
  readonly detail: string;
  readonly code: ProblemCode;
  readonly requestId?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** The devices that could make room. */
  readonly conflicts?: readonly DeviceConflict[];
  readonly nextAllowedAt?: string;
  readonly retryable?: boolean;
}
