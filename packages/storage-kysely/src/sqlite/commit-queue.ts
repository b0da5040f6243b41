import { setImmediate } from 'node:timers/promises';
import { untilFree } from './until-free.ts';

/** What runs a transaction on a connection. */
export interface TransactionalConnection {
  readonly inTransaction: boolean;
  exec(sql: string): unknown;
}

export interface CommitQueue {
  /** Whether a group is being written at this moment: the connection shows what is not committed yet. */
  readonly isWriting: boolean;
  /** Runs the unit after those before it; settles once its outcome is on the disk. */
  run<T>(unit: () => Promise<T>): Promise<T>;
  /** Waits until everything that is committed by now is on the disk. */
  synced(): Promise<void>;
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
 * own, so that one that fails takes back only what it did. Nobody is told of an outcome before it is on the disk.
 *
 * @param connection The only one of this process that writes.
 * @param sync Brings what was committed to the disk, where the connection does not. While it is under way the next group
 * gathers. Once it has failed nobody knows what is on the disk: the queue takes nothing more, and the process must start anew.
 */
export function createCommitQueue(
  connection: TransactionalConnection,
  sync: () => Promise<void> = async () => {}
): CommitQueue {
  const waiting: WaitingUnit[] = [];
  let draining: Promise<void> | undefined;
  let syncing = Promise.resolve();
  let isWriting = false;

  return {
    get isWriting() {
      return isWriting;
    },
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
    synced: () => syncing,
    drained: async () => draining
  };

  async function drain(): Promise<void> {
    do {
      // Lets this turn's other units join, its reading end, and another connection of this process have its turn.
      await setImmediate();
      await commitTogether(waiting.splice(0, largestGroup));
    } while (waiting.length > 0);
    draining = undefined;
  }

  async function commitTogether(group: readonly WaitingUnit[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    try {
      await syncing;
      await untilFree(() => connection.exec('begin immediate'));
      isWriting = true;
      for (const unit of group) outcomes.push(await unit.attempt());
      connection.exec('commit');
      isWriting = false;
      syncing = sync();
      await syncing;
    } catch (error) {
      if (isWriting && connection.inTransaction) connection.exec('rollback');
      isWriting = false;
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
