import { setImmediate } from 'node:timers/promises';
import { untilFree } from './until-free.ts';

/** What runs a transaction on a connection. */
export interface TransactionalConnection {
  readonly inTransaction: boolean;
  exec(sql: string): unknown;
}

export interface CommitQueue {
  /** Runs the unit after those before it; settles once its outcome is on the disk. */
  run<T>(unit: () => Promise<T>): Promise<T>;
  /** Waits until nothing is waiting. */
  drained(): Promise<void>;
}

interface WaitingUnit {
  /** Runs the unit and gives what tells its caller how it ended. */
  attempt(): Promise<() => void>;
  reject(error: unknown): void;
}

// What a commit costs is the wait for the disk, and the units of a group share it. The bound keeps the answer of the
// first unit, and other processes' turn, from waiting too long.
const largestGroup = 64;

/**
 * Commits units of work in groups: those that wait at the same time share one transaction, each in a savepoint of its
 * own, so that one that fails takes back only what it did. Nobody is told of an outcome before the commit.
 * @param connection The only one of this process that writes.
 */
export function createCommitQueue(connection: TransactionalConnection): CommitQueue {
  const waiting: WaitingUnit[] = [];
  let draining: Promise<void> | undefined;

  return {
    run: unit =>
      new Promise((resolve, reject) => {
        waiting.push({
          attempt: async () => {
            const value = await inSavepoint(unit);
            return 'error' in value ? () => reject(value.error) : () => resolve(value.result);
          },
          reject
        });
        draining ??= drain();
      }),
    drained: async () => draining
  };

  async function drain(): Promise<void> {
    do {
      // Lets this turn's other units join, and another connection of this process have its turn.
      await setImmediate();
      await commitTogether(waiting.splice(0, largestGroup));
    } while (waiting.length > 0);
    draining = undefined;
  }

  async function commitTogether(group: readonly WaitingUnit[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    try {
      await untilFree(() => connection.exec('begin immediate'));
      for (const unit of group) outcomes.push(await unit.attempt());
      connection.exec('commit');
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      for (const unit of group) unit.reject(error);
      return;
    }
    for (const tell of outcomes) tell();
  }

  async function inSavepoint<T>(unit: () => Promise<T>): Promise<{ result: T } | { error: unknown }> {
    connection.exec('savepoint unit');
    try {
      const result = await unit();
      connection.exec('release unit');
      return { result };
    } catch (error) {
      // A full disk, for one, makes SQLite take back the transaction as a whole.
      if (!connection.inTransaction) throw error;
      connection.exec('rollback to unit');
      connection.exec('release unit');
      return { error };
    }
  }
}
