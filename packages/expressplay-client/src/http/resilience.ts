import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap
} from 'cockatiel';
import {
  type CallName,
  ExpressPlayCallError,
  ExpressPlayCircuitOpenError,
  ExpressPlayHttpError,
  ExpressPlayOverloadedError,
  ExpressPlayRefusedError,
  isOutageStatus
} from '../errors/errors.ts';
import type { Settings } from '../options.ts';

/** Runs the attempts of a call under the policy. */
export type Resilience = <Result>(
  call: CallName & { readonly repeatable: boolean },
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<Result>
) => Promise<Result>;

/**
 * The policy of one API: a cap on the calls in flight, around a circuit breaker, around retries with jitter. The breaker
 * sees the result after the retries, so that one stale connection cannot fail the call that probes an open circuit.
 * Only outages count: a refusal proves that ExpressPlay works.
 */
export function createResilience(settings: Settings): Resilience {
  const outage = handleWhen(isOutage);
  const breaker = circuitBreaker(outage, {
    breaker: new ConsecutiveBreaker(settings.circuitBreaker.failures),
    halfOpenAfter: settings.circuitBreaker.openFor
  });
  const { attempts, initialDelay, maxDelay } = settings.retry;
  const retries = retry(outage, {
    maxAttempts: attempts - 1,
    backoff: new ExponentialBackoff({ initialDelay, maxDelay })
  });
  const inFlight = bulkhead(settings.maxCallsInFlight, settings.maxCallsWaiting);
  const once = wrap(inFlight, breaker);
  const repeatedly = wrap(inFlight, breaker, retries);

  return async (call, signal, attempt) => {
    const policy = call.repeatable ? repeatedly : once;
    try {
      return await policy.execute(() => attempt(signal), signal);
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw new ExpressPlayCircuitOpenError(call, 'not sent, this API failed too often just now');
      }
      if (error instanceof BulkheadRejectedError) {
        throw new ExpressPlayOverloadedError(call, 'not sent, too many calls are in flight');
      }
      throw error;
    }
  };
}

function isOutage(error: unknown): boolean {
  if (error instanceof ExpressPlayRefusedError || error instanceof ExpressPlayHttpError) {
    return isOutageStatus(error.httpStatus);
  }
  return error instanceof ExpressPlayCallError && error.retryable;
}
