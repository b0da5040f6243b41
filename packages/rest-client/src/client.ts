import createFetchClient from 'openapi-fetch';
import { RestClientError, refusalOf } from './error.ts';
import { calls } from './generated/calls.ts';
import type { paths } from './generated/schema.ts';
import { createPages } from './pages.ts';
import { type Attempt, withRetries } from './retries.ts';
import type { CallOptions, Page, RestClient } from './types.ts';

/** What {@link createRestClient} needs. */
export interface RestClientOptions {
  /** Where the service is, without `/v1`: for example `https://binding.example`. */
  readonly baseUrl: string;
  /** The API key, or a function that returns it and is called for each request. Keep it out of web pages. */
  readonly apiKey?: string | (() => string | Promise<string>);
  /** Headers of every request, for example what a proxy in front of the service asks for. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that one attempt may take; default 40,000, which is longer than `wait` of `readRegistration`. */
  readonly timeout?: number;
  /** How often a failed call is sent again where that is safe; default 2. */
  readonly retries?: number;
  /** Used in place of the platform's `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

type Values = Readonly<Record<string, unknown>>;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: readonly string[];
  readonly keyed?: true;
}

/** How openapi-fetch is called when the types of the single call are known to the caller only. */
type Send = (
  method: string,
  path: string,
  init: object
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * A client of the device binding service's REST API.
 *
 * Each operation of the API is a method of the same name. It takes path, query and body in one object and resolves
 * with the body of the answer. Lists can be awaited (one page) or gone through with `for await` (all items).
 * @throws {TypeError} When an option is wrong or unknown.
 *
 * @example
 * const api = createRestClient({ baseUrl: 'https://binding.example', apiKey })
 * const token = await api.issueToken({ accountId: 'ada', contentId: 'film-1', deviceId })
 */
export function createRestClient(options: RestClientOptions): RestClient {
  const { baseUrl, apiKey, timeout = 40_000, retries = 2, fetch, headers } = checked(options);
  const { request } = createFetchClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(headers && { headers })
  });
  const send = request as unknown as Send;

  async function attempt(call: Call, values: Values, key: string | undefined, signal?: AbortSignal) {
    const deadline = AbortSignal.timeout(timeout);
    const { method, path } = call;
    try {
      const bearer = typeof apiKey === 'function' ? await apiKey() : apiKey;
      const { data, error, response } = await send(method, path, {
        ...placed(call, values),
        headers: {
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(key !== undefined && { 'idempotency-key': key })
        },
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline])
      });
      if (!response.ok) throw refusalOf(response, error);
      return data;
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof RestClientError) throw cause;
      throw failureOf(`${method.toUpperCase()} ${path}`, deadline, cause);
    }
  }

  function run(call: Call, values: Values, { signal, idempotencyKey }: CallOptions): Promise<unknown> {
    const key = call.keyed ? (idempotencyKey ?? crypto.randomUUID()) : undefined;
    const repeatable = key !== undefined || !['post', 'patch'].includes(call.method);
    const once: Attempt = () => attempt(call, values, key, signal);
    return withRetries(once, { retries, repeatable, signal });
  }

  const entries = Object.entries(calls).map(([name, call]: [string, Call]) => {
    const method = (input: Values = {}, callOptions: CallOptions = {}) =>
      call.query?.includes('cursor')
        ? createPages(input, values => run(call, values, callOptions) as Promise<Page<unknown>>)
        : run(call, input, callOptions);
    return [name, method];
  });
  return Object.fromEntries(entries) as RestClient;
}

/** Puts each value where its call wants it: path, query, or else the body. */
function placed({ method, path, query = [] }: Call, values: Values) {
  const params: { path: Record<string, unknown>; query: Record<string, unknown> } = { path: {}, query: {} };
  const body: Record<string, unknown> = {};
  const hasBody = method !== 'get' && method !== 'delete';
  for (const [name, value] of Object.entries(values)) {
    if (path.includes(`{${name}}`)) params.path[name] = value;
    else if (query.includes(name) || !hasBody) params.query[name] = value;
    else body[name] = value;
  }
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
    if (typeof params.path[name] !== 'string' || params.path[name] === '')
      throw new RestClientError('validation', `${name} is missing: pass { ${name}: '…' }.`);
  }
  return { params, ...(Object.keys(body).length > 0 && { body }) };
}

function failureOf(what: string, deadline: AbortSignal, cause: unknown): RestClientError {
  if (deadline.aborted)
    return new RestClientError('timeout', `${what} was not answered in time.`, { retryable: true, cause });
  if (cause instanceof SyntaxError)
    return new RestClientError('unexpected-answer', `${what} was not answered in JSON; is baseUrl right?`, {
      cause
    });
  return new RestClientError('network', `${what} got no answer: ${reasonOf(cause)}`, {
    retryable: true,
    cause
  });
}

/** E.g. `connect ECONNREFUSED 127.0.0.1:3000`. Node tries each address of a host name, and each has a reason of its own. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message;
}

type OptionRule = readonly [form: string, accepts: (value: unknown) => boolean];

const isFunction = (value: unknown) => typeof value === 'function';
const rules: { readonly [Name in keyof Required<RestClientOptions>]: OptionRule } = {
  baseUrl: [
    "an http or https URL without /v1, for example 'https://binding.example'",
    value => typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && !/\/v1\/?$/.test(value)
  ],
  apiKey: ['a text, or a function that returns one', value => typeof value === 'string' || isFunction(value)],
  headers: [
    "an object, for example { 'x-proxy': 'a' }",
    value => typeof value === 'object' && value !== null
  ],
  timeout: ['a number of milliseconds, for example 10_000', value => typeof value === 'number' && value > 0],
  retries: ['a whole number, for example 2', value => Number.isInteger(value) && Number(value) >= 0],
  fetch: ['a function like fetch', isFunction]
};

function checked(options: RestClientOptions): RestClientOptions {
  const names = Object.keys(rules);
  const unknown = Object.keys(options ?? {}).find(name => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`createRestClient has no option ${unknown}; its options are ${names.join(', ')}.`);
  for (const [name, [form, accepts]] of Object.entries(rules)) {
    const value = options?.[name as keyof RestClientOptions];
    if (value === undefined ? name === 'baseUrl' : !accepts(value))
      throw new TypeError(`The option ${name} of createRestClient must be ${form}.`);
  }
  return options;
}
