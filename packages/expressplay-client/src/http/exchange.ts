import { type Dispatcher, errors } from 'undici';
import {
  type CallName,
  ExpressPlayDecodeError,
  type ExpressPlayError,
  ExpressPlayNoAnswerError,
  ExpressPlayTimeoutError
} from '../errors/errors.ts';
import { type Answer, AnswerTooLong, receive } from './answer.ts';

/** One HTTP request. Its URL and body may hold secrets: they go to the wire and nowhere else. */
export interface Call extends CallName {
  readonly origin: string;
  readonly path: string;
  readonly contentType?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly maxAnswerBytes: number;
}

/**
 * Sends `call` once and reads its answer, of any status.
 *
 * @throws the reason of `signal` when it is aborted, and a typed error when no complete answer arrives
 */
export async function exchange(options: ExchangeOptions, call: Call, signal: AbortSignal): Promise<Answer> {
  const { dispatcher, headersTimeout, bodyTimeout, maxAnswerBytes } = options;
  const request = {
    origin: call.origin,
    path: call.path,
    method: call.method,
    headers: {
      accept: '*/*',
      ...(call.contentType && { 'content-type': call.contentType }),
      ...call.headers
    },
    body: call.body ?? null,
    headersTimeout,
    bodyTimeout
  };
  try {
    return await receive(dispatcher, request, maxAnswerBytes, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw failure(call, error);
  }
}

function failure(call: Call, error: unknown): ExpressPlayError {
  if (error instanceof AnswerTooLong)
    return new ExpressPlayDecodeError(call, `the answer is ${error.message}`);
  const cause = withoutData(error);
  if (error instanceof errors.ConnectTimeoutError)
    return new ExpressPlayTimeoutError(call, 'connect', { cause });
  if (error instanceof errors.HeadersTimeoutError)
    return new ExpressPlayTimeoutError(call, 'headers', { cause });
  if (error instanceof errors.BodyTimeoutError) return new ExpressPlayTimeoutError(call, 'body', { cause });
  return new ExpressPlayNoAnswerError(call, noAnswer(call, error), { cause });
}

/** Says where it was and, if there was no connection, why not. The origin holds no secret, unlike the path. */
function noAnswer({ origin }: Call, error: unknown): string {
  // Node tries each address of a host name, and keeps the reasons in an AggregateError without a text.
  const { code, address, port } = firstOf(error) as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === undefined || !/^E[A-Z_]+$/.test(code)) return `no whole answer came from ${origin}`;
  return `no answer from ${origin} (${[code, address && `${address}:${port}`].filter(Boolean).join(' ')})`;
}

function firstOf(error: unknown): unknown {
  return (error instanceof AggregateError && error.errors[0]) || error || {};
}

/** undici's parser error carries the bytes it could not parse, and those may hold a token. */
function withoutData(error: unknown): unknown {
  if (!(error instanceof errors.HTTPParserError)) return error;
  return Object.assign(new Error(error.message), { name: error.name, code: error.code });
}
