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

/**
 * What `decode` makes of a successful answer. An answer that it cannot read may still be a refusal that came with
 * status 200; otherwise it is undecodable.
 */
export function decoded<Result>(
  call: CallName,
  answer: Answer,
  decode: (body: string) => Result | undefined
): Result {
  if (answer.httpStatus < 200 || answer.httpStatus > 299) throw errorOf(call, answer);
  const result = decode(answer.body);
  if (result !== undefined) return result;
  const refusal = errorOf(call, answer);
  if (refusal instanceof ExpressPlayRefusedError) throw refusal;
  throw new ExpressPlayDecodeError(
    call,
    `the answer is not what this call returns (${answer.contentType || 'no content type'}, ${answer.body.length} characters)`
  );
}
