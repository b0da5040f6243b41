import { shapeOf } from '../errors/answer-shape.ts';
import { readErrorBody } from '../errors/error-body.ts';
import {
  type CallName,
  ExpressPlayDecodeError,
  type ExpressPlayError,
  ExpressPlayHttpError,
  ExpressPlayRefusedError
} from '../errors/errors.ts';
import type { Answer } from './answer.ts';

/** The error for an answer whose status is not success. */
export function errorOf(call: CallName, { httpStatus, body }: Answer): ExpressPlayError {
  const { eventCode, message } = readErrorBody(body);
  return eventCode === undefined
    ? new ExpressPlayHttpError(call, httpStatus, message)
    : new ExpressPlayRefusedError(call, eventCode, httpStatus, message);
}

/** Reads a body; returns `undefined` when the body is not what the call is documented to return. */
export type Decode<Result> = (body: string) => Result | undefined;

/**
 * The result of a successful answer. An answer that `decode` cannot read may be a refusal with status 200;
 * otherwise it is undecodable.
 */
export function decoded<Result>(call: CallName, answer: Answer, decode: Decode<Result>): Result {
  if (answer.httpStatus < 200 || answer.httpStatus > 299) throw errorOf(call, answer);
  const result = attempted(call, answer, decode);
  if (result !== undefined) return result;
  const refusal = errorOf(call, answer);
  throw refusal instanceof ExpressPlayRefusedError ? refusal : undecodable(call, answer);
}

/** The caller may supply the decoder, and it may throw. */
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
  return new ExpressPlayDecodeError(call, `the answer is not what this call returns (${form})`, {
    ...options,
    shape: shapeOf(body)
  });
}
