import type { Dispatcher } from 'undici';
import { checkOptions, isObject, type OptionRules, optional, wholeNumber } from './check-options.ts';
import { type ExpressPlayEndpoints, isEnvironment } from './endpoints.ts';
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

const reservedNames = ['customerAuthenticator', 'errorFormat', 'useHttps', 'cookie', 'expirationTime'];
const headerName = /^[!#$%&'*+.^_`|~\w-]{1,64}$/;
const fixedHeaders = [
  'accept',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
];

const rules: OptionRules<ExpressPlayClientOptions> = {
  endpoints: {
    form: "an environment such as 'test', a base URL as { baseUrl: 'http://127.0.0.1:3001' }, or an object with the URL of each API",
    accepts: value => isObject(value) || isEnvironment(value)
  },
  customerAuthenticator: {
    form: "the service ID, a comma and 32 hex digits, e.g. '1000,0123456789abcdef0123456789abcdef'",
    accepts: value => typeof value === 'string' && /^\d+,[0-9a-fA-F]{32}$/.test(value)
  },
  useHttps: optional({ form: 'true or false', accepts: value => typeof value === 'boolean' }),
  deviceIdParameter: optional({
    form: "the name of a parameter that the client does not write itself, or an array of such names, e.g. 'deviceId'",
    accepts: value => {
      const names = [value].flat();
      return names.length > 0 && names.every(isParameterName);
    }
  }),
  cookieTransport: optional({
    form: "'form', 'query', or { header: 'x-cookie' } with a header that HTTP itself does not use",
    accepts: value => value === 'form' || value === 'query' || (isObject(value) && isHeaderName(value))
  }),
  decodeRecords: optional({
    form: 'a function that reads the answer of record retrieval, e.g. createRecordDecoder({ … })',
    accepts: value => typeof value === 'function'
  }),
  headersTimeout: optional(wholeNumber(1, 'in milliseconds, e.g. 10_000')),
  bodyTimeout: optional(wholeNumber(1, 'in milliseconds, e.g. 10_000')),
  deadline: optional(wholeNumber(1, 'in milliseconds, e.g. 30_000')),
  maxAnswerBytes: optional(wholeNumber(1, 'in bytes, e.g. 1_048_576')),
  retry: optional({ form: 'an object, e.g. { attempts: 3 }', accepts: isObject }),
  circuitBreaker: optional({ form: 'an object, e.g. { failures: 10 }', accepts: isObject }),
  maxCallsInFlight: optional(wholeNumber(1, 'e.g. 256')),
  maxCallsWaiting: optional(wholeNumber(0, 'e.g. 1024')),
  dispatcher: optional({
    form: 'a dispatcher of undici, e.g. new ProxyAgent(url)',
    accepts: value => isObject(value) && 'dispatch' in value
  })
};

const retryRules: OptionRules<NonNullable<ExpressPlayClientOptions['retry']>> = {
  attempts: optional(wholeNumber(1, 'e.g. 3')),
  initialDelay: optional(wholeNumber(0, 'in milliseconds, e.g. 100')),
  maxDelay: optional(wholeNumber(0, 'in milliseconds, e.g. 2000'))
};

const breakerRules: OptionRules<NonNullable<ExpressPlayClientOptions['circuitBreaker']>> = {
  failures: optional(wholeNumber(1, 'e.g. 10')),
  openFor: optional(wholeNumber(1, 'in milliseconds, e.g. 5000'))
};

/** @throws {ExpressPlayArgumentError} for the first option that is unknown, missing or wrong */
export function checkClientOptions(options: ExpressPlayClientOptions): void {
  checkOptions<ExpressPlayClientOptions>(options, rules);
  checkOptions(options.retry ?? {}, retryRules, 'retry.');
  checkOptions(options.circuitBreaker ?? {}, breakerRules, 'circuitBreaker.');
}

/** The options with their defaults. */
export function settingsOf({
  retry = {},
  circuitBreaker = {},
  ...options
}: ExpressPlayClientOptions): Settings {
  return {
    headersTimeout: options.headersTimeout ?? 10_000,
    bodyTimeout: options.bodyTimeout ?? 10_000,
    deadline: options.deadline ?? 30_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 1_048_576,
    retry: {
      attempts: retry.attempts ?? 3,
      initialDelay: retry.initialDelay ?? 100,
      maxDelay: retry.maxDelay ?? 2_000
    },
    circuitBreaker: {
      failures: circuitBreaker.failures ?? 10,
      openFor: circuitBreaker.openFor ?? 5_000
    },
    maxCallsInFlight: options.maxCallsInFlight ?? 256,
    maxCallsWaiting: options.maxCallsWaiting ?? 1_024
  };
}

function isParameterName(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][\w.-]*$/.test(value) && !reservedNames.includes(value);
}

function isHeaderName({ header }: { readonly header?: unknown }): boolean {
  return (
    typeof header === 'string' && headerName.test(header) && !fixedHeaders.includes(header.toLowerCase())
  );
}
