import type { BindingErrorCode } from '@expressplay-binding/binding-core';

/** What can be said about a code without knowing the case. */
export interface ProblemKind {
  readonly status: number;
  /** The same for every occurrence, as RFC 9457 asks. */
  readonly title: string;
  /** What the one who sent the request can do. */
  readonly remedy: string;
}

/** The codes of HTTP itself, beside those of the rules. */
export type HttpProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'origin-not-allowed'
  | 'client-certificate-required'
  | 'request-timeout'
  | 'payload-too-large'
  | 'uri-too-long'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'headers-too-large'
  | 'internal'
  | 'unavailable';

/** Every `code` that a problem document can have. */
export type ProblemCode = BindingErrorCode | HttpProblemCode;

/** One row per code: the REST API's only table of statuses, and the source of `docs/problems.md`. */
export const problemTable: Readonly<Record<ProblemCode, ProblemKind>> = {
  validation: {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Put right the members that `errors` names and send it again.'
  },
  unauthenticated: {
    status: 401,
    title: 'No valid API key',
    remedy: 'Send `Authorization: Bearer <API key>` with a key that has not been revoked.'
  },
  'client-certificate-required': {
    status: 401,
    title: 'No valid client certificate',
    remedy: 'Connect with a client certificate of the authority that the operator trusts.'
  },
  'player-code-invalid': {
    status: 401,
    title: 'The code is not valid',
    remedy: 'Get a new code from your server and exchange it within a minute.'
  },
  'player-session-ended': {
    status: 401,
    title: 'The session has ended',
    remedy: 'Get a new code from your server and exchange it.'
  },
  forbidden: {
    status: 403,
    title: 'The API key may not do this',
    remedy: 'Use a key that has the scope that `detail` names.'
  },
  'origin-not-allowed': {
    status: 403,
    title: 'The page may not do this',
    remedy: 'The operator adds the origin of the page to `PLAYER_ORIGINS`.'
  },
  'account-suspended': {
    status: 403,
    title: 'The account is suspended',
    remedy: 'Ask staff to resume the account; until then it can neither register devices nor get tokens.'
  },
  'offline-not-allowed': {
    status: 403,
    title: 'The right does not allow offline use here',
    remedy: 'Ask for the token without `persistent`, or sell a right with more `offlineDevices`.'
  },
  'not-entitled': {
    status: 403,
    title: 'No right to the content',
    remedy: 'Offer the purchase; create an entitlement and ask for the token again.'
  },
  'entitlement-not-started': {
    status: 403,
    title: 'The right has not started',
    remedy: 'Ask again at `nextAllowedAt`.'
  },
  'entitlement-expired': {
    status: 403,
    title: 'The right has ended',
    remedy: 'Offer the content again; a new entitlement makes it playable.'
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    remedy: 'Check the path and the ids in it.'
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    remedy: 'Send it again, whole and at once.'
  },
  'device-not-bound': {
    status: 409,
    title: 'The device is not bound for this DRM',
    remedy: 'Register the device for that DRM, then ask for the token again.'
  },
  'device-removed': {
    status: 409,
    title: 'The device was removed',
    remedy: 'Register it again; it then gets a slot and an id of its own.'
  },
  'device-already-bound': {
    status: 409,
    title: 'The device is bound for this DRM already',
    remedy: 'Register with `replaces` to bind another device in its place.'
  },
  'device-in-other-account': {
    status: 409,
    title: 'The device belongs to another account',
    remedy: 'Remove it there first, or let staff override it with a reason.'
  },
  'device-limit-reached': {
    status: 409,
    title: 'The account has no free slot',
    remedy: 'Let the customer remove one of the devices in `conflicts`, or register with `replaces`.'
  },
  'swap-not-allowed-yet': {
    status: 409,
    title: 'Devices were changed too often',
    remedy: 'Wait until `nextAllowedAt`, or let staff override it.'
  },
  'binding-ambiguous': {
    status: 409,
    title: 'Several devices redeemed one registration',
    remedy: 'Start a new registration and give its token to one device alone.'
  },
  'registration-cancelled': {
    status: 409,
    title: 'The registration was cancelled',
    remedy: 'Start a new registration.'
  },
  'registration-settled': {
    status: 409,
    title: 'The registration has ended already',
    remedy: 'Read the registration; remove its device when the slot is to be free.'
  },
  'idempotency-in-flight': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
    remedy: 'Send the same request again after `Retry-After`.'
  },
  'entitlement-changed': {
    status: 409,
    title: 'The right changed meanwhile',
    remedy: 'Send the request again.'
  },
  'order-id-reused': {
    status: 409,
    title: 'The order id belongs to another sale',
    remedy: 'Use a new order id for every sale.'
  },
  'registration-expired': {
    status: 410,
    title: 'The registration has expired',
    remedy: 'Start a new registration and redeem its token in time.'
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    remedy: 'Send a smaller body; none of the calls needs a large one.'
  },
  'uri-too-long': {
    status: 414,
    title: 'An id in the path is too long',
    remedy: 'Ids have at most 128 characters.'
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    remedy: 'Send JSON with `Content-Type: application/json`.'
  },
  'binding-unsupported': {
    status: 422,
    title: 'The DRM does not bind tokens to devices',
    remedy: 'Use another DRM of the device, or ask Intertrust to enable device binding for this one.'
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    remedy: 'Use a new key for every new request.'
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait for the seconds in `Retry-After`.'
  },
  'token-budget-exhausted': {
    status: 429,
    title: 'The account got too many tokens',
    remedy: 'Wait for the seconds in `Retry-After`; a customer who plays normally never gets here.'
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    remedy: 'Send fewer or shorter headers.'
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    remedy: 'A fault of the service: report the `requestId`, which its log has too.'
  },
  'upstream-credentials': {
    status: 502,
    title: 'ExpressPlay refused the credentials of the service',
    remedy: 'The operator checks the customer authenticator and its environment.'
  },
  'upstream-rejected': {
    status: 502,
    title: 'ExpressPlay refused the request',
    remedy: 'Look `upstream.code` up; often the key, kid or iv of the content is wrong.'
  },
  unavailable: {
    status: 503,
    title: 'The service is not available now',
    remedy: 'Send the request again in a few seconds.'
  },
  'upstream-credits-exhausted': {
    status: 503,
    title: 'ExpressPlay has no credits left for the operator',
    remedy: 'The operator buys credits; then the same request succeeds.'
  },
  'upstream-unavailable': {
    status: 503,
    title: 'ExpressPlay is not available',
    remedy: 'Send the request again after `Retry-After`, with the same Idempotency-Key.'
  },
  'upstream-timeout': {
    status: 504,
    title: 'ExpressPlay did not answer in time',
    remedy: 'Send the request again, with the same Idempotency-Key.'
  }
};

/**
 * The stable URI that identifies a kind of problem. It is a name, so that it does not change with the place where the
 * documentation is; its last part is the code's heading in `docs/problems.md`.
 */
export function problemType(code: ProblemCode): string {
  return `urn:expressplay-binding:problem:${code}`;
}
