import { BrowserClientError } from '../errors.ts';
import type { Problem } from './problem.ts';

/** How a call is sent. */
export interface CallOptions {
  readonly body?: object;
  /** Makes a repeated call safe: the service answers it with the answer to the first. */
  readonly idempotencyKey?: string;
  /** Whether the call may be repeated. Default: `GET`, and calls with an `idempotencyKey`. */
  readonly repeatable?: boolean;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  /** Seconds after which the service wants to be asked again. */
  readonly retryAfter: number | undefined;
}

/** Calls the service. Rejects with a {@link BrowserClientError} when the service refuses or does not answer. */
export type Service = <T>(method: string, path: string, options?: CallOptions) => Promise<Answer<T>>;

const attempts = 4;

/** The longest pause before a repetition, in seconds. The customer decides about longer ones. */
const longestPause = 10;

/** Codes after which the same request may succeed without a change. */
const passing: readonly string[] = [
  'idempotency-in-flight',
  'entitlement-changed',
  'rate-limited',
  'unavailable',
  'upstream-timeout',
  'upstream-unavailable'
];

/** Calls the service's browser API with the cookies of this browser, and repeats what is safe to repeat. */
export function connectService(baseUrl: string, fetch: typeof globalThis.fetch): Service {
  return async <T>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> => {
    const { idempotencyKey, repeatable = method === 'GET' || idempotencyKey !== undefined } = options;
    for (let attempt = 1; ; attempt++) {
      let pause: number;
      try {
        const response = await fetch(baseUrl + path, requestOf(method, options));
        const retryAfter = Number(response.headers.get('retry-after')) || undefined;
        const text = await response.text();
        const body = text === '' ? undefined : JSON.parse(text);
        if (response.ok) return { status: response.status, body: body as T, retryAfter };
        if (typeof body?.code !== 'string')
          throw new Error(`Status ${response.status} without a problem document.`);
        const error = refusal(response.status, body as Problem);
        pause = retryAfter ?? backoff(attempt);
        if (!repeatable || attempt === attempts || pause > longestPause || !passing.includes(error.code))
          throw error;
      } catch (cause) {
        if (cause instanceof BrowserClientError) throw cause;
        if (!repeatable || attempt === attempts)
          throw new BrowserClientError('network', `The service at ${baseUrl} did not answer. Try again.`, {
            cause
          });
        pause = backoff(attempt);
      }
      await sleep(pause);
    }
  };
}

/** @param seconds How long to wait. */
export function sleep(seconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, seconds * 1000));
}

function requestOf(method: string, { body, idempotencyKey }: CallOptions): RequestInit {
  const headers: Record<string, string> = {};
  if (body) headers['content-type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  return {
    method,
    headers,
    credentials: 'include',
    cache: 'no-store',
    ...(body && { body: JSON.stringify(body) })
  };
}

function refusal(status: number, problem: Problem): BrowserClientError {
  return new BrowserClientError(problem.code, problem.detail, { status, problem });
}

function backoff(attempt: number): number {
  return 0.25 * 2 ** attempt * (0.5 + Math.random() / 2);
}
