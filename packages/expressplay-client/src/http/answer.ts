import type { Dispatcher } from 'undici';

/** An answer as it came, whole. */
export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: string;
}

/** The answer is longer than a client of this API would ever read. */
export class AnswerTooLong extends Error {
  constructor(maxBytes: number) {
    super(`longer than ${maxBytes} bytes`);
  }
}

const utf8 = new TextDecoder();

/**
 * Sends `request` and gives its answer. The bytes are collected as they come, since the stream that undici would make of them
 * costs more than answers of this length are worth. At the first byte too many, and when `signal` is aborted, the connection
 * is given up.
 *
 * @throws {AnswerTooLong}, the reason of `signal`, or undici's error
 */
export function receive(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  maxBytes: number,
  signal: AbortSignal
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const chunks: Buffer[] = [];
  let size = 0;
  let httpStatus = 0;
  let contentType = '';
  let controller: Dispatcher.DispatchController | undefined;
  let givenUp: Error | undefined;

  const giveUp = (reason: Error) => {
    givenUp = reason;
    fail(reason);
    controller?.abort(reason);
  };
  const fail = (error: Error) => {
    signal.removeEventListener('abort', onAbort);
    reject(error);
  };
  const onAbort = () => giveUp(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });

  dispatcher.dispatch(request, {
    onRequestStart(started) {
      controller = started;
      // It may have waited for a connection until after that.
      if (givenUp) started.abort(givenUp);
    },
    onResponseStart(_controller, status, headers) {
      httpStatus = status;
      contentType = String(headers['content-type'] ?? '');
      if (Number(headers['content-length']) > maxBytes) giveUp(new AnswerTooLong(maxBytes));
    },
    onResponseData(_controller, chunk) {
      size += chunk.length;
      if (size > maxBytes) giveUp(new AnswerTooLong(maxBytes));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      signal.removeEventListener('abort', onAbort);
      resolve({ httpStatus, contentType, body: utf8.decode(Buffer.concat(chunks)) });
    },
    onResponseError(_controller, error) {
      fail(error);
    }
  });
  return promise;
}
