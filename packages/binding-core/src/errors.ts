import type { DeviceClass } from './model/device.ts';
import type { Timestamp } from './model/time.ts';

/** Every way in which a rule or ExpressPlay can say no. The codes are stable. */
export const bindingErrorCodes = [
  'validation',
  'not-found',
  'not-entitled',
  'entitlement-not-started',
  'entitlement-expired',
  'entitlement-changed',
  'offline-not-allowed',
  'order-id-reused',
  'token-budget-exhausted',
  'player-code-invalid',
  'player-session-ended',
  'device-not-bound',
  'device-removed',
  'device-limit-reached',
  'device-already-bound',
  'device-in-other-account',
  'account-suspended',
  'swap-not-allowed-yet',
  'binding-ambiguous',
  'binding-unsupported',
  'registration-expired',
  'registration-cancelled',
  'registration-settled',
  'idempotency-key-reused',
  'idempotency-in-flight',
  'upstream-unavailable',
  'upstream-timeout',
  'upstream-rejected',
  'upstream-credits-exhausted',
  'upstream-credentials'
] as const;

export type BindingErrorCode = (typeof bindingErrorCodes)[number];

/** A device that could make room for a new one. */
export interface DeviceConflict {
  readonly deviceId: string;
  readonly name: string;
  readonly class: DeviceClass;
  readonly lastTokenAt?: Timestamp | undefined;
  /** Whether the customer may remove it at once. */
  readonly removable: boolean;
  /** From when on the customer may remove it, or it frees its slot by itself; absent for never. */
  readonly nextAllowedAt?: Timestamp | undefined;
}

/** One member of the input that is wrong. */
export interface InputError {
  /** The member as a JSON pointer, e.g. `/key/value`. */
  readonly path: string;
  readonly message: string;
}

/** A refusal as plain data: what is kept with a refused registration and shown to the client. */
export interface BindingProblem {
  readonly code: BindingErrorCode;
  /** One sentence that says what to do next; never a secret. */
  readonly detail: string;
  readonly errors?: readonly InputError[] | undefined;
  readonly conflicts?: readonly DeviceConflict[] | undefined;
  readonly nextAllowedAt?: Timestamp | undefined;
  /** Seconds after which the same call may be worth another try. */
  readonly retryAfter?: number | undefined;
  readonly retryable?: boolean | undefined;
  /** What ExpressPlay said. */
  readonly upstream?: { readonly code: number; readonly message: string } | undefined;
}

/**
 * The one error of this package: a typed refusal.
 *
 * ```ts
 * try {
 *   await binding.issueToken(request, caller);
 * } catch (error) {
 *   if (error instanceof BindingError && error.code === 'not-entitled') offerPurchase();
 * }
 * ```
 */
export class BindingError extends Error {
  override readonly name = 'BindingError';
  readonly problem: BindingProblem;

  constructor(problem: BindingProblem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }

  get code(): BindingErrorCode {
    return this.problem.code;
  }
}

/** Ends a use case with a refusal. */
export function refuse(code: BindingErrorCode, detail: string, more: Partial<BindingProblem> = {}): never {
  throw new BindingError({ code, detail, ...more });
}
