/** What holds for every problem with the same code. */
export interface ProblemKind {
  /** The HTTP status. */
  readonly status: number;
  /** The same for every occurrence, as RFC 9457 asks. */
  readonly title: string;
  /** What the sender of the request can do. */
  readonly remedy: string;
}

/** The codes of HTTP itself, one row each. */
export const httpProblems = {
  unauthenticated: {
    status: 401,
    title: 'No valid API key',
    remedy:
      'Send `Authorization: Bearer <API key>` with a key that is not revoked, has not expired and may be used from your address.'
  },
  'client-certificate-required': {
    status: 401,
    title: 'No valid client certificate',
    remedy: 'Connect with a client certificate of the authority that the operator trusts.'
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
  'method-not-allowed': {
    status: 405,
    title: 'The path does not have this method',
    remedy: 'Use one of the methods in the header `Allow`.'
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    remedy: 'Send it again, whole and at once.'
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
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    remedy: 'Send the request without the header `Expect`, or with `100-continue`.'
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait for the seconds in `Retry-After`.'
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
  unavailable: {
    status: 503,
    title: 'The service is not available now',
    remedy: 'Send the request again in a few seconds.'
  }
} as const satisfies Record<string, ProblemKind>;
