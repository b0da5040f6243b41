import { setTimeout } from 'node:timers/promises';
import { driverCode } from '../errors.ts';

const longestPause = 10;

/**
 * Repeats, for `patience` milliseconds, what SQLite refuses while another connection holds the file. SQLite's own `busy_timeout` would stop the event loop
 * meanwhile, and with it the other connection when that one belongs to this process.
 */
export async function untilFree<T>(action: () => T | Promise<T>, patience = 15_000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await setTimeout(Math.random() * longestPause);
    }
  }
}

/** Whether SQLite refuses because another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return driverCode(error).startsWith('SQLITE_BUSY');
}
