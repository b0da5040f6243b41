import { setTimeout } from 'node:timers/promises';
import { driverCode } from '../errors.ts';

const patience = 15_000;
const longestPause = 10;

/**
 * Repeats what SQLite refuses while another connection writes. SQLite's own `busy_timeout` would stop the event loop
 * meanwhile, and with it the other connection when that one belongs to this process.
 */
export async function untilFree<T>(action: () => T): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!driverCode(error).startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
      await setTimeout(Math.random() * longestPause);
    }
  }
}
