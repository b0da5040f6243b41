import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { StorageError } from '../errors.ts';
import type { StorageLogger } from '../logger.ts';
import type { Tables } from '../tables.ts';
import type { Connections } from './connections.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import { isOutage, isRolledBack, mysqlCode } from './faults.ts';
import { kyselyAsking } from './kysely.ts';
import { Transaction } from './transaction.ts';

export interface TransactionOptions {
  /** The deadline of the transaction with all its attempts; without it each packet has its own deadline. */
  readonly deadline?: Deadline;
  /** Whether nobody uses the results of inserts, updates and deletes: they are then sent later, several in one packet. */
  readonly mayWait: boolean;
}

/** Runs work in a transaction, and commits it. */
export type Transact = <T>(
  work: (db: Kysely<Tables>) => Promise<T>,
  options: TransactionOptions
) => Promise<T>;

/** How often a transaction may run in all that loses against another one, by the name of the error. */
const attempts: Record<string, number> = {
  ER_LOCK_DEADLOCK: 5,
  // Another transaction inserted the same row first. The next attempt finds that row.
  ER_DUP_ENTRY: 5,
  // Each attempt costs the whole wait for a lock.
  ER_LOCK_WAIT_TIMEOUT: 2
};
/** How often it may run in all after a fault of the server or of the connection. */
const attemptsInOutage = 2;
const longestPause = 50;

/** Transactions that run again if it is known that they were rolled back. */
export function makeTransact(connections: Connections, timeout: number, logger: StorageLogger): Transact {
  return async (work, { deadline, mayWait }) => {
    for (let attempt = 1; ; attempt += 1) {
      const connection = await connections.acquire(deadline ?? deadlineIn(timeout));
      const transaction = new Transaction(connection, () => deadline ?? deadlineIn(timeout), mayWait);
      try {
        const result = await work(kyselyAsking(query => transaction.ask(query)));
        await transaction.commit();
        connections.release(connection);
        return result;
      } catch (error) {
        if (isOutage(error)) connections.discard(connection, error);
        else
          await transaction.rollback().then(
            () => connections.release(connection),
            fault => connections.discard(connection, fault)
          );
        const isInDoubt = transaction.isCommitSent && !isRolledBack(error);
        if (isInDoubt && isOutage(error)) throw inDoubt(error);
        const code = mysqlCode(error);
        const most = attempts[code] ?? (isOutage(error) ? attemptsInOutage : 1);
        if (isInDoubt || attempt >= most || deadline?.isOver()) throw error;
        logger.warn({ code, attempt }, 'A transaction did not come through and runs again');
        await setTimeout(Math.random() * longestPause * attempt);
      }
    }
  };
}

function inDoubt(cause: unknown): StorageError {
  return new StorageError(
    'unreachable',
    'The connection to the database was lost during a commit, which may have happened or not.',
    { cause }
  );
}
