import type { ExpressPlayApi } from '../apis.ts';
import { describeEventCode, type EventCode, type FixedBy } from './event-codes.ts';

/** What can go wrong, as the stable `code` of an error. */
export type ExpressPlayErrorCode =
  | 'invalid-argument'
  | 'no-answer'
  | 'timeout'
  | 'http-status'
  | 'refused'
  | 'undecodable-answer'
  | 'circuit-open'
  | 'overloaded'
  | 'aborted';

/** The call that an error is about. Its URL is left out on purpose: it may hold the authenticator. */
export interface CallName {
  /** The API that was called. */
  readonly api: ExpressPlayApi;
  /** The HTTP method of the call. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
}

/**
 * The base of every error that this package throws. Messages name the method, the API and the status,
 * and never hold an authenticator, a key or a token.
 *
 * @example
 * try {
 *   await client.widevineToken(request);
 * } catch (error) {
 *   if (error instanceof ExpressPlayError && error.retryable) return tryAgainLater();
 *   throw error;
 * }
 */
export abstract class ExpressPlayError extends Error {
  /** Stable, for `switch`. */
  abstract readonly code: ExpressPlayErrorCode;
  /** True when the same call, unchanged, may succeed later. */
  readonly retryable: boolean = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The caller's mistake, found before anything was sent. */
export class ExpressPlayArgumentError extends ExpressPlayError {
  override readonly code = 'invalid-argument';
  /** The option at fault, e.g. `keys[1].kid`. */
  readonly option: string;
  /** The code with which ExpressPlay would have refused, where one is documented. */
  readonly eventCode?: EventCode;

  constructor(option: string, problem: string, eventCode?: EventCode) {
    super(`${option} ${problem}`);
    this.option = option;
    if (eventCode !== undefined) this.eventCode = eventCode;
  }
}

/** A call that was made, or was about to be made, and failed. */
export abstract class ExpressPlayCallError extends ExpressPlayError {
  /** The API that was called. */
  readonly api: ExpressPlayApi;
  /** The HTTP method of the call. */
  readonly method: CallName['method'];

  constructor(call: CallName, problem: string, options?: ErrorOptions) {
    super(`${call.method} ${call.api}: ${problem}`, options);
    this.api = call.api;
    this.method = call.method;
  }
}

/** The connection failed before the answer was complete. */
export class ExpressPlayNoAnswerError extends ExpressPlayCallError {
  override readonly code = 'no-answer';
  override readonly retryable = true;
}

/** ExpressPlay took too long. */
export class ExpressPlayTimeoutError extends ExpressPlayCallError {
  override readonly code = 'timeout';
  override readonly retryable = true;
  /** The wait that ended; `deadline` is the whole call with its retries and its time in the queue. */
  readonly phase: 'connect' | 'headers' | 'body' | 'deadline';

  constructor(call: CallName, phase: ExpressPlayTimeoutError['phase'], options?: ErrorOptions) {
    super(call, phase === 'deadline' ? 'no answer within the deadline' : `${phase} timeout`, options);
    this.phase = phase;
  }
}

/** An HTTP status other than success, without an ExpressPlay event code. */
export class ExpressPlayHttpError extends ExpressPlayCallError {
  override readonly code = 'http-status';
  override readonly retryable: boolean;
  /** The status of the answer. */
  readonly httpStatus: number;
  /** What the answer said, with anything that looks like a key or a token taken out. */
  readonly upstreamMessage?: string;

  constructor(call: CallName, httpStatus: number, upstreamMessage?: string) {
    super(call, `HTTP status ${httpStatus}${upstreamMessage ? `: ${upstreamMessage}` : ''}`);
    this.httpStatus = httpStatus;
    this.retryable = isOutageStatus(httpStatus);
    if (upstreamMessage) this.upstreamMessage = upstreamMessage;
  }
}

/** ExpressPlay understood the call and refused it with one of its event codes. */
export class ExpressPlayRefusedError extends ExpressPlayCallError {
  override readonly code = 'refused';
  override readonly retryable: boolean;
  /** ExpressPlay's code, e.g. `-2018`. It may be one that no public list has. */
  readonly eventCode: number;
  /** The documented meaning of the code. */
  readonly meaning: string;
  /** What to do about it: one sentence that names the option concerned, where there is one. */
  readonly remedy: string;
  /** Who can resolve the refusal. For a code without public documentation: the operator. */
  readonly fixedBy: FixedBy;
  /** The status of the answer. */
  readonly httpStatus: number;
  /** What the answer said, with anything that looks like a key or a token taken out. */
  readonly upstreamMessage?: string;

  constructor(call: CallName, eventCode: number, httpStatus: number, upstreamMessage?: string) {
    const entry = describeEventCode(eventCode);
    const meaning = entry?.meaning ?? 'not in any public list of ExpressPlay codes';
    const remedy = entry?.remedy ?? 'Ask ExpressPlay what the code means.';
    super(call, `refused with ${eventCode} (${meaning}), HTTP status ${httpStatus}. ${remedy}`);
    this.eventCode = eventCode;
    this.meaning = meaning;
    this.remedy = remedy;
    this.fixedBy = entry?.fixedBy ?? 'operator';
    this.retryable = entry?.retryable ?? isOutageStatus(httpStatus);
    this.httpStatus = httpStatus;
    if (upstreamMessage) this.upstreamMessage = upstreamMessage;
  }
}

/** ExpressPlay answered, but not with what this call is documented to return. */
export class ExpressPlayDecodeError extends ExpressPlayCallError {
  override readonly code = 'undecodable-answer';
  /**
   * The shape of the answer: the names of its members or elements and the types of their values, never a value.
   * Absent when the answer was too long to read.
   */
  readonly shape?: string;

  constructor(
    call: CallName,
    problem: string,
    { shape, ...options }: ErrorOptions & { shape?: string } = {}
  ) {
    super(call, shape === undefined ? problem : `${problem}. Its shape is ${shape}`, options);
    if (shape !== undefined) this.shape = shape;
  }
}

/** Not sent: this API failed several times in a row, and the client waits before it probes it. */
export class ExpressPlayCircuitOpenError extends ExpressPlayCallError {
  override readonly code = 'circuit-open';
  override readonly retryable = true;
}

/** Not sent: too many calls of this API are in flight and waiting already. */
export class ExpressPlayOverloadedError extends ExpressPlayCallError {
  override readonly code = 'overloaded';
  override readonly retryable = true;
}

/** The caller's signal was aborted; its reason is the `cause`. */
export class ExpressPlayAbortedError extends ExpressPlayCallError {
  override readonly code = 'aborted';

  constructor(call: CallName, reason: unknown) {
    super(call, 'aborted by the caller', { cause: reason });
  }
}

/** Statuses that describe the state of ExpressPlay and not the request. */
export function isOutageStatus(httpStatus: number): boolean {
  return httpStatus >= 500 || httpStatus === 429 || httpStatus === 408;
}
