import type { Device } from './model/device.ts';
import type { Timestamp } from './model/time.ts';

/** The codes of all refusals by a rule or by ExpressPlay. They are stable. */
export const bindingErrorCodes = [
  'validation',
  'not-found',
  'scope-not-held',
  'api-key-ended',
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
  'registration-limit-reached',
  'binding-unverified',
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

/** The stable code of a refusal. */
export type BindingErrorCode = (typeof bindingErrorCodes)[number];

/** A device that could make room for a new one. */
export interface DeviceConflict extends Pick<Device, 'deviceId' | 'name' | 'class' | 'lastTokenAt'> {
  /** Whether the customer may remove it at once. */
  readonly removable: boolean;
  /** When the customer may remove it, or it frees its slot by itself; absent for never. */
  readonly nextAllowedAt?: Timestamp | undefined;
}

/** The rules of a policy that a refused device was judged by. */
export const judgedRules = [
  'maxByClass',
  'maxDevices',
  'uncountedClasses',
  'whenFull',
  'swaps',
  'rebinds',
  'sharedDevices'
] as const;

/** What one rule of the policy said of a device. */
export interface RuleOutcome {
  /** The member of the policy. */
  readonly rule: (typeof judgedRules)[number];
  /** Whether the rule lets the device in. */
  readonly passed: boolean;
  /** For staff: the numbers behind it. */
  readonly detail: string;
}

/** A wrong member of the input. */
export interface InputError {
  /** The member as a JSON pointer, e.g. `/key/value`. */
  readonly path: string;
  /** What it must be. */
  readonly message: string;
}

/** A refusal as plain data, for a client and for a refused registration. */
export interface BindingProblem {
  /** Stable, for programs. */
  readonly code: BindingErrorCode;
  /** For people: what is wrong and what to do next; never a secret. */
  readonly detail: string;
  /** The wrong members of the input. */
  readonly errors?: readonly InputError[] | undefined;
  /** The devices that could make room, the longest unused first. */
  readonly conflicts?: readonly DeviceConflict[] | undefined;
  /** The rules that led to the refusal of a device, in the order in which they were judged; the last one refused. */
  readonly reasoning?: readonly RuleOutcome[] | undefined;
  /** When the same call is allowed. */
  readonly nextAllowedAt?: Timestamp | undefined;
  /** Seconds after which to try the same call again. */
  readonly retryAfter?: number | undefined;
  /** Whether the same call may succeed without a change. */
  readonly retryable?: boolean | undefined;
  /** What ExpressPlay answered: its event code and the meaning of it. */
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
  /** The refusal as plain data. */
  readonly problem: BindingProblem;

  constructor(problem: BindingProblem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }

  /** The stable code of the refusal. */
  get code(): BindingErrorCode {
    return this.problem.code;
  }
}

/** Throws a refusal. */
export function refuse(code: BindingErrorCode, detail: string, more: Partial<BindingProblem> = {}): never {
  throw new BindingError({ code, detail, ...more });
}
