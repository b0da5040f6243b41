import type { DeviceConflict, Problem, ProblemCode } from './api/problem.ts';

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
