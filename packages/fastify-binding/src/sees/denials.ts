import { BindingError, type BindingErrorCode } from '@expressplay-binding/binding-core';

/** Why SEES says no, beyond the refusals of the rules. */
export type SeesDenialCode =
  | 'time-based-not-allowed'
  | 'cookie-missing'
  | 'not-the-dummy-content'
  | 'registration-pending';

/**
 * The `error` of a denied request. The hundreds say who can put it right: 1xx the one who configured the request, 2xx the
 * customer, 3xx nobody now, so that a retry may help.
 */
export const seesErrors: Readonly<Record<SeesDenialCode | BindingErrorCode, number>> = {
  'time-based-not-allowed': 101,
  'cookie-missing': 102,
  'not-the-dummy-content': 103,
  'not-found': 104,
  validation: 105,
  'binding-unsupported': 106,
  'upstream-credentials': 107,
  'upstream-rejected': 108,
  'order-id-reused': 109,
  'idempotency-key-reused': 110,
  'not-entitled': 201,
  'entitlement-not-started': 202,
  'entitlement-expired': 203,
  'offline-not-allowed': 204,
  'account-suspended': 205,
  'device-not-bound': 206,
  'device-removed': 207,
  'device-limit-reached': 208,
  'swap-not-allowed-yet': 209,
  'device-already-bound': 210,
  'device-in-other-account': 211,
  'binding-ambiguous': 212,
  'registration-expired': 213,
  'registration-cancelled': 214,
  'registration-settled': 215,
  'player-code-invalid': 216,
  'player-session-ended': 217,
  'registration-pending': 301,
  'entitlement-changed': 302,
  'token-budget-exhausted': 303,
  'idempotency-in-flight': 304,
  'upstream-unavailable': 305,
  'upstream-timeout': 306,
  'upstream-credits-exhausted': 307
};

/** SEES says no. */
export class SeesDenial extends Error {
  override readonly name = 'SeesDenial';
  readonly code: SeesDenialCode;

  constructor(code: SeesDenialCode, text: string) {
    super(text);
    this.code = code;
  }
}

/** What to answer a refusal with; nothing for a fault of ours. */
export function denialOf(error: unknown): { readonly error: number; readonly errorText: string } | undefined {
  if (!(error instanceof SeesDenial || error instanceof BindingError)) return undefined;
  return { error: seesErrors[error.code], errorText: error.message };
}
