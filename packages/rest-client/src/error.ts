import type { components } from './generated/schema.ts';

/** The service's problem document (RFC 9457). Moments are RFC 3339, UTC. */
export type Problem = components['schemas']['Problem'];

/** Every stable `code` of the service's problem documents. */
export type ProblemCode = Problem['code'];

/**
 * Every `code` of a {@link RestClientError}: those of the service, and
 *
 * - `network`: no answer from the service,
 * - `timeout`: no whole answer within `timeout`,
 * - `unexpected-answer`: something between here and the service answered in its place, for example a proxy.
 */
export type RestClientErrorCode = ProblemCode | 'network' | 'timeout' | 'unexpected-answer';

/** What an error is made of. */
export interface RestClientErrorParts {
  readonly status?: number | undefined;
  readonly problem?: Problem | undefined;
  readonly requestId?: string | undefined;
  readonly retryable?: boolean;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** The only error that calls reject with, apart from the reason of a signal that the caller aborted. */
export class RestClientError extends Error {
  override readonly name = 'RestClientError';
  /** Stable, for programs. */
  readonly code: RestClientErrorCode;
  /** The HTTP status; `undefined` where there was no answer. */
  readonly status: number | undefined;
  /** The problem document; `undefined` where the service did not refuse. */
  readonly problem: Problem | undefined;
  /** Names the request in the log of the service. */
  readonly requestId: string | undefined;
  /** Whether the same call may succeed later. The client itself has tried it `retries` more times by then. */
  readonly retryable: boolean;
  /** In how many seconds the service wants to be asked again, where it says so. */
  readonly retryAfter: number | undefined;

  constructor(code: RestClientErrorCode, message: string, parts: RestClientErrorParts = {}) {
    super(message, { cause: parts.cause });
    this.code = code;
    this.status = parts.status;
    this.problem = parts.problem;
    this.requestId = parts.requestId;
    this.retryable = parts.retryable ?? false;
    this.retryAfter = parts.retryAfter;
  }

  /** The devices that could make room; empty if the refusal is about something else. */
  get conflicts(): NonNullable<Problem['conflicts']> {
    return this.problem?.conflicts ?? [];
  }

  /** When the same request is allowed; `undefined` if waiting does not help. */
  get nextAllowedAt(): Date | undefined {
    const moment = this.problem?.nextAllowedAt;
    return moment === undefined ? undefined : new Date(moment);
  }
}

/** These say that nothing was done and that a later attempt may succeed; `retryable` in the document wins. */
const retryableStatuses = new Set([408, 429, 502, 503, 504]);

/**
 * What the service refused with.
 * @param body The body of an answer that is not a success, parsed if it is JSON.
 */
export function refusalOf(response: Response, body: unknown): RestClientError {
  const { status, headers } = response;
  const retryAfter = secondsUntil(headers.get('retry-after'));
  const common = { status, retryAfter, retryable: retryableStatuses.has(status) };
  if (!isProblem(body)) {
    const requestId = headers.get('request-id') ?? undefined;
    const sentence = `The answer ${status} is not one of the service; is baseUrl right?`;
    return new RestClientError('unexpected-answer', sentence, { ...common, requestId });
  }
  return new RestClientError(body.code, body.detail, {
    ...common,
    problem: body,
    requestId: body.requestId ?? headers.get('request-id') ?? undefined,
    retryable: body.retryable ?? (common.retryable || body.code === 'idempotency-in-flight')
  });
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as Problem).code === 'string' &&
    typeof (body as Problem).detail === 'string'
  );
}

/** `Retry-After` is a number of seconds or a date. */
function secondsUntil(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = value.trim() === '' ? Number.NaN : Number(value);
  const delay = Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1000 : seconds;
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}
