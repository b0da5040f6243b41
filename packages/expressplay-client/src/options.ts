import type { Dispatcher } from 'undici';
import type { ExpressPlayEndpoints } from './endpoints.ts';
import { ExpressPlayArgumentError } from './errors/errors.ts';
import type { RecordDecoder } from './records/decode-records.ts';

/**
 * How a token request carries its cookie. ExpressPlay's workflow page says "as either a query string or as headers", its
 * reference lists the cookie as a parameter: `form` sends it in the form body, `query` in the URL, and `{ header }` in the
 * header of that name.
 */
export type CookieTransport = 'form' | 'query' | { readonly header: string };

/** How a client is set up. Times are milliseconds. */
export interface ExpressPlayClientOptions {
  /** Where ExpressPlay is: an environment, a base URL, or the URL of each API. */
  endpoints: ExpressPlayEndpoints;
  /** The API key: the numeric service ID, a comma, and 32 hex digits. Each environment has its own. */
  customerAuthenticator: string;
  /** Ask for https license URLs. Default: true when the token API itself is https. */
  useHttps?: boolean;
  /**
   * The name on the wire of the device restriction, which is not public. Several names are all sent, each with the same
   * device ID. Default: `deviceId`.
   */
  deviceIdParameter?: string | readonly string[];
  /** How a token request carries the cookie. Default: `form`. */
  cookieTransport?: CookieTransport;
  /** Reads the answer of record retrieval, whose form is not public. Default: {@link decodeRecords}. */
  decodeRecords?: RecordDecoder;
  /** The longest wait for an answer's headers. Default: 10,000. */
  headersTimeout?: number;
  /** The longest pause within an answer's body. Default: 10,000. */
  bodyTimeout?: number;
  /** The longest time of one call, with its retries and its time in the queue. Default: 30,000. */
  deadline?: number;
  /** The longest answer that is read, in bytes. Default: 1,048,576. */
  maxAnswerBytes?: number;
  /** How often, and after which pauses, a call is repeated after no answer or an outage status (408, 429, 5xx). */
  retry?: {
    /** Calls in all, the first included; 1 means no retry. Default: 3. */
    attempts?: number;
    /** The pause before the second call; later ones grow, with jitter. Default: 100. */
    initialDelay?: number;
    /** The longest pause. Default: 2,000. */
    maxDelay?: number;
  };
  /** When calls to a failing API stop for a while. Each API has its own breaker. */
  circuitBreaker?: {
    /** How many calls in a row must fail, after their retries, to open the circuit. Default: 10. */
    failures?: number;
    /** How long the circuit stays open before one call probes it. Default: 5,000. */
    openFor?: number;
  };
  /** How many calls of one API are in flight at once. Default: 256. */
  maxCallsInFlight?: number;
  /** How many more of them wait for a turn; beyond that a call fails at once. Default: 1,024. */
  maxCallsWaiting?: number;
  /** The undici dispatcher (of undici 7 or later) to send with, e.g. a proxy agent. You close it. Default: an `Agent` of the client's own. */
  dispatcher?: Dispatcher;
}

/** The options that have a default, with all values set. */
export interface Settings {
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly deadline: number;
  readonly maxAnswerBytes: number;
  readonly retry: { readonly attempts: number; readonly initialDelay: number; readonly maxDelay: number };
  readonly circuitBreaker: { readonly failures: number; readonly openFor: number };
  readonly maxCallsInFlight: number;
  readonly maxCallsWaiting: number;
}

/** @throws {ExpressPlayArgumentError} for a value that is not a whole number or is too small */
export function settingsOf({
  retry = {},
  circuitBreaker = {},
  ...options
}: ExpressPlayClientOptions): Settings {
  return {
    headersTimeout: atLeast(1, 'headersTimeout', options.headersTimeout ?? 10_000),
    bodyTimeout: atLeast(1, 'bodyTimeout', options.bodyTimeout ?? 10_000),
    deadline: atLeast(1, 'deadline', options.deadline ?? 30_000),
    maxAnswerBytes: atLeast(1, 'maxAnswerBytes', options.maxAnswerBytes ?? 1_048_576),
    retry: {
      attempts: atLeast(1, 'retry.attempts', retry.attempts ?? 3),
      initialDelay: atLeast(0, 'retry.initialDelay', retry.initialDelay ?? 100),
      maxDelay: atLeast(0, 'retry.maxDelay', retry.maxDelay ?? 2_000)
    },
    circuitBreaker: {
      failures: atLeast(1, 'circuitBreaker.failures', circuitBreaker.failures ?? 10),
      openFor: atLeast(1, 'circuitBreaker.openFor', circuitBreaker.openFor ?? 5_000)
    },
    maxCallsInFlight: atLeast(1, 'maxCallsInFlight', options.maxCallsInFlight ?? 256),
    maxCallsWaiting: atLeast(0, 'maxCallsWaiting', options.maxCallsWaiting ?? 1_024)
  };
}

function atLeast(min: number, option: string, value: number): number {
  // setTimeout() takes a signed 32-bit number and fires at once for more.
  if (Number.isSafeInteger(value) && value >= min && value <= 0x7fffffff) return value;
  throw new ExpressPlayArgumentError(option, `must be a whole number from ${min} to ${0x7fffffff}`);
}
