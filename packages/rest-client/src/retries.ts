import { RestClientError } from './error.ts';

/** Sends a call once. */
export type Attempt = () => Promise<unknown>;

/** Longer waits are left to the caller, who may have something better to do. */
const longestWait = 20_000;

/**
 * Sends a call again while that is safe and may help.
 * @param settings.repeatable Whether the call changes nothing more when it arrives twice. Others are sent again only
 * where the service itself answered that it did nothing.
 */
export async function withRetries(
  attempt: Attempt,
  settings: { retries: number; repeatable: boolean; signal: AbortSignal | undefined }
): Promise<unknown> {
  for (let left = settings.retries, wait = 200; ; left -= 1, wait *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RestClientError) || left === 0 || !error.retryable) throw error;
      if (!settings.repeatable && error.status !== 429) throw error;
      const milliseconds =
        error.retryAfter === undefined ? wait * (0.5 + Math.random()) : error.retryAfter * 1000;
      if (milliseconds > longestWait) throw error;
      await sleep(milliseconds, settings.signal);
    }
  }
}

/** Rejects with the signal's reason when it is aborted meanwhile. */
function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
