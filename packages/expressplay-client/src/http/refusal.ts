import { readErrorBody } from '../errors/error-body.ts';
import {
  type CallName,
  ExpressPlayDecodeError,
  type ExpressPlayError,
  ExpressPlayHttpError,
  ExpressPlayRefusedError
} from '../errors/errors.ts';
import type { Answer } from './answer.ts';

/** The error that an answer without success is. */
export function errorOf(call: CallName, { httpStatus, body }: Answer): ExpressPlayError {
  const { eventCode, message } = readErrorBody(body);
  return eventCode === undefined
    ? new ExpressPlayHttpError(call, httpStatus, message)
    : new ExpressPlayRefusedError(call, eventCode, httpStatus, message);
}

/** Reads a body; `undefined` when it is something else than what the call returns. */
export type Decode<Result> = (body: string) => Result | undefined;

/**
 * What `decode` makes of a successful answer. An answer that it cannot read may still be a refusal that came with
 * status 200; otherwise it is undecodable.
 */
export function decoded<Result>(call: CallName, answer: Answer, decode: Decode<Result>): Result {
  if (answer.httpStatus < 200 || answer.httpStatus > 299) throw errorOf(call, answer);
  const result = attempted(call, answer, decode);
  if (result !== undefined) return result;
  const refusal = errorOf(call, answer);
  throw refusal instanceof ExpressPlayRefusedError ? refusal : undecodable(call, answer);
}

/** A decoder may be the caller's own, and throw. */
function attempted<Result>(call: CallName, answer: Answer, decode: Decode<Result>): Result | undefined {
  try {
    return decode(answer.body);
  } catch (cause) {
    throw undecodable(call, answer, { cause });
  }
}

function undecodable(
  call: CallName,
  { contentType, body }: Answer,
  options?: ErrorOptions
): ExpressPlayError {
  const form = `${contentType || 'no content type'}, ${body.length} characters`;
  return new ExpressPlayDecodeError(call, `the answer is not what this call returns (${form})`, options);
}
