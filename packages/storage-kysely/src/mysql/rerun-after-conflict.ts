import { setTimeout } from 'node:timers/promises';
import { driverCode } from '../errors.ts';
import type { StorageLogger } from '../logger.ts';

// The server rolled the transaction back for the sake of another one, or that one was first to insert the same row:
// run again, it finds what the other one left.
const conflicts = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_DUP_ENTRY']);

const attempts = 5;
const longestPause = 50;

/** Runs a transaction again that lost against another one, a bounded number of times. */
export async function rerunAfterConflict<T>(
  transaction: () => Promise<T>,
  logger: StorageLogger
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      const code = driverCode(error);
      if (!conflicts.has(code) || attempt === attempts) throw error;
      logger.warn({ code, attempt }, 'A transaction lost against another one and runs again');
      await setTimeout(Math.random() * longestPause * attempt);
    }
  }
}
