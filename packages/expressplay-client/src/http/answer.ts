import type { Dispatcher } from 'undici';

/** A complete HTTP answer. */
export interface Answer {
  /** The HTTP status. */
  readonly httpStatus: number;
  /** The header `content-type`; empty when there is none. */
  readonly contentType: string;
  /** The body as text. */
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
 * Sends `request` and returns its answer. It collects the bytes itself: a stream costs more than such short answers are
 * worth. It closes the connection when the answer exceeds `maxBytes` and when `signal` aborts.
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
      // The request may have waited for a connection while the signal aborted.
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
