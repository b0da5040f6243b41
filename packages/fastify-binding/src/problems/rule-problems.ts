import type { BindingErrorCode } from '@expressplay-binding/binding-core';
import type { ProblemKind } from './http-problems.ts';

/** What holds for every refusal by a rule with the same code. */
export interface RuleProblemKind extends ProblemKind {
  /**
   * The `error` of the SEES door. The hundreds say who can resolve it: 1xx whoever configured the request, 2xx the customer,
   * 3xx nobody, but a retry may help.
   */
  readonly seesError: number;
}

/** The codes of the rules, one row each. */
export const ruleProblems: Readonly<Record<BindingErrorCode, RuleProblemKind>> = {
  validation: {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Put right the members that `errors` names and send it again.',
    seesError: 105
  },
  'player-code-invalid': {
    status: 401,
    title: 'The code is not valid',
    remedy: 'Get a new code from your server and exchange it before it expires.',
    seesError: 216
  },
  'player-session-ended': {
    status: 401,
    title: 'The session has ended',
    remedy: 'Get a new code from your server and exchange it.',
    seesError: 217
  },
  'account-suspended': {
    status: 403,
    title: 'The account is suspended',
    remedy: 'Ask staff to resume the account; until then it can neither register devices nor get tokens.',
    seesError: 205
  },
  'offline-not-allowed': {
    status: 403,
    title: 'The right does not allow offline use here',
    remedy:
      'Follow `detail`: ask for the token without `persistent`, for another DRM of the device, or sell a right with more `offlineDevices`.',
    seesError: 204
  },
  'not-entitled': {
    status: 403,
    title: 'No right to the content',
    remedy: 'Offer the purchase; create an entitlement and ask for the token again.',
    seesError: 201
  },
  'entitlement-not-started': {
    status: 403,
    title: 'The right has not started',
    remedy: 'Ask again at `nextAllowedAt`.',
    seesError: 202
  },
  'entitlement-expired': {
    status: 403,
    title: 'The right has ended',
    remedy: 'Offer the content again; a new entitlement makes it playable.',
    seesError: 203
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    remedy: 'Check the path and the ids in it.',
    seesError: 104
  },
  'scope-not-held': {
    status: 403,
    title: 'The API key would grant more than the caller may do',
    remedy: 'Grant only scopes that your own key has, or ask somebody whose key has them.',
    seesError: 112
  },
  'api-key-ended': {
    status: 409,
    title: 'The API key was revoked or has expired',
    remedy: 'Make a new key instead of rotating this one.',
    seesError: 113
  },
  'device-not-bound': {
    status: 409,
    title: 'The device is not bound for this DRM',
    remedy: 'Register the device for that DRM, then ask for the token again.',
    seesError: 206
  },
  'device-removed': {
    status: 409,
    title: 'The device was removed',
    remedy: 'Register it again; it then gets a slot and an id of its own.',
    seesError: 207
  },
  'device-already-bound': {
    status: 409,
    title: 'The device is bound for this DRM already',
    remedy: 'Register with `replaces` to bind another device in its place.',
    seesError: 210
  },
  'device-in-other-account': {
    status: 409,
    title: 'The device belongs to another account',
    remedy: 'Remove it there first, or let staff override it with a reason.',
    seesError: 211
  },
  'device-limit-reached': {
    status: 409,
    title: 'The account has no free slot',
    remedy: 'Let the customer remove one of the devices in `conflicts`, or register with `replaces`.',
    seesError: 208
  },
  'swap-not-allowed-yet': {
    status: 409,
    title: 'Devices were changed too often',
    remedy: 'Wait until `nextAllowedAt`, or let staff override it.',
    seesError: 209
  },
  'binding-ambiguous': {
    status: 409,
    title: 'Several devices redeemed one registration',
    remedy: 'Start a new registration and give its token to one device alone.',
    seesError: 212
  },
  'registration-cancelled': {
    status: 409,
    title: 'The registration was cancelled',
    remedy: 'Start a new registration.',
    seesError: 214
  },
  'registration-settled': {
    status: 409,
    title: 'The registration has ended already',
    remedy: 'Read the registration; remove its device when the slot is to be free.',
    seesError: 215
  },
  'idempotency-in-flight': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
    remedy: 'Send the same request again after `Retry-After`.',
    seesError: 304
  },
  'entitlement-changed': {
    status: 409,
    title: 'The right changed meanwhile',
    remedy: 'Send the request again.',
    seesError: 302
  },
  'order-id-reused': {
    status: 409,
    title: 'The order id belongs to another sale',
    remedy: 'Use a new order id for every sale.',
    seesError: 109
  },
  'registration-limit-reached': {
    status: 409,
    title: 'Too many pending registrations',
    remedy: 'Complete or cancel a pending registration of the account, or wait until one expires.',
    seesError: 218
  },
  'registration-expired': {
    status: 410,
    title: 'The registration has expired',
    remedy: 'Start a new registration and redeem its token in time.',
    seesError: 213
  },
  'binding-unsupported': {
    status: 422,
    title: 'The DRM does not bind tokens to devices',
    remedy: 'Use another DRM of the device, or ask Intertrust to enable device binding for this one.',
    seesError: 106
  },
  'binding-unverified': {
    status: 422,
    title: 'Nobody knows whether the DRM binds tokens to devices',
    remedy:
      'Run a binding check with a device of this DRM, or set DEVICE_BINDING_ENFORCED if Intertrust confirms it; UNVERIFIED_BINDING=allow issues such tokens.',
    seesError: 111
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    remedy: 'Use a new key for every new request.',
    seesError: 110
  },
  'token-budget-exhausted': {
    status: 429,
    title: 'The account got too many tokens',
    remedy: 'Wait for the seconds in `Retry-After`; a customer who plays normally never gets here.',
    seesError: 303
  },
  'upstream-credentials': {
    status: 502,
    title: 'ExpressPlay refused the credentials of the service',
    remedy: 'The operator checks the customer authenticator and its environment.',
    seesError: 107
  },
  'upstream-rejected': {
    status: 502,
    title: 'ExpressPlay refused the request',
    remedy: 'Look `upstream.code` up; often the key, kid or iv of the content is wrong.',
    seesError: 108
  },
  'upstream-credits-exhausted': {
    status: 503,
    title: 'ExpressPlay has no credits left for the operator',
    remedy: 'The operator buys credits; then the same request succeeds.',
    seesError: 307
  },
  'upstream-unavailable': {
    status: 503,
    title: 'ExpressPlay is not available',
    remedy: 'Send the request again after `Retry-After`, with the same Idempotency-Key.',
    seesError: 305
  },
  'upstream-timeout': {
    status: 504,
    title: 'ExpressPlay did not answer in time',
    remedy: 'Send the request again, with the same Idempotency-Key.',
    seesError: 306
  }
};
