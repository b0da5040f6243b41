import { setTimeout } from 'node:timers/promises';
import { driverCode } from '../errors.ts';

const longestPause = 10;

/**
 * Repeats an action for `patience` milliseconds while SQLite refuses it because another connection holds the file. SQLite's
 * own `busy_timeout` would block the event loop, and with it the other connection if that belongs to this process.
 */
export async function untilFree<T>(action: () => T | Promise<T>, patience = 15_000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!driverCode(error).startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
      await setTimeout(Math.random() * longestPause);
    }
  }
}
