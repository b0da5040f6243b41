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
  /** For the transaction with all its attempts; without it each packet has a deadline of its own. */
  readonly deadline?: Deadline;
  /** Whether nobody looks at what inserts, updates and deletes changed: then they are sent later, several in one packet. */
  readonly mayWait: boolean;
}

/** Runs work in a transaction, and commits it. */
export type Transact = <T>(
  work: (db: Kysely<Tables>) => Promise<T>,
  options: TransactionOptions
) => Promise<T>;

/** How often a transaction runs that lost against another one, by the name of the error. */
const attempts: Record<string, number> = {
  ER_LOCK_DEADLOCK: 5,
  // Another one that was first to insert the same row: run again, this one finds what the other left.
  ER_DUP_ENTRY: 5,
  // Each costs the whole wait for a lock.
  ER_LOCK_WAIT_TIMEOUT: 2
};
/** The same after a fault of the server or of the connection. */
const attemptsInOutage = 2;
const longestPause = 50;

/** Transactions that run again where that is known to be right. */
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
