import type { DeviceConflict } from './api/resources.ts';

/** The codes of the service's refusals that a page can see. */
export type ProblemCode =
  | 'account-suspended'
  | 'binding-ambiguous'
  | 'binding-unsupported'
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

/**
 * Every `code` of a {@link BrowserClientError}: those of the service, and
 *
 * - `network`: no answer from the service; ask the customer to try again,
 * - `no-key-system`: this browser has no DRM that can be registered, or the page is not served by HTTPS,
 * - `cdm-failed`: the browser's DRM did not do its part; `cause` says what it reported,
 * - `license-refused`: the license server refused the token; `status` is its answer's,
 * - `registration-pending`: ExpressPlay does not show the redemption yet; register again to continue.
 */
export type BrowserClientErrorCode =
  | ProblemCode
  | 'network'
  | 'no-key-system'
  | 'cdm-failed'
  | 'license-refused'
  | 'registration-pending';

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

/** The only error that the client's functions reject with. */
export class BrowserClientError extends Error {
  override readonly name = 'BrowserClientError';
  readonly code: BrowserClientErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** The problem document, where the service refused. */
  readonly problem: Problem | undefined;

  constructor(
    code: BrowserClientErrorCode,
    message: string,
    more: { readonly status?: number; readonly problem?: Problem; readonly cause?: unknown } = {}
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.status = more.status;
    this.problem = more.problem;
  }

  /** The devices that could make room for this browser; empty if the refusal is about something else. */
  get conflicts(): readonly DeviceConflict[] {
    return this.problem?.conflicts ?? [];
  }

  /** When the same request is allowed; `undefined` if waiting does not help. */
  get nextAllowedAt(): Date | undefined {
    const moment = this.problem?.nextAllowedAt;
    return moment === undefined ? undefined : new Date(moment);
  }
}
