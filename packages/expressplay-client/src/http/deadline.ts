import { type CallName, ExpressPlayAbortedError, ExpressPlayTimeoutError } from '../errors/errors.ts';

/**
 * Runs `work` until it ends, `milliseconds` have passed or `callerSignal` aborts. The signal that `work` receives then
 * aborts, and the caller gets its error at once, even when `work` still waits in a queue.
 */
export async function withDeadline<Result>(
  call: CallName,
  milliseconds: number,
  callerSignal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>
): Promise<Result> {
  const abortedByCaller = () => new ExpressPlayAbortedError(call, callerSignal?.reason);
  if (callerSignal?.aborted) throw abortedByCaller();

  const stopped = Promise.withResolvers<never>();
  const controller = new AbortController();
  const stop = (error: Error) => {
    controller.abort(error);
    stopped.reject(error);
  };
  const onAbort = () => stop(abortedByCaller());
  const timer = setTimeout(() => stop(new ExpressPlayTimeoutError(call, 'deadline')), milliseconds);
  callerSignal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped.promise]);
  } finally {
    clearTimeout(timer);
    callerSignal?.removeEventListener('abort', onAbort);
  }
}
