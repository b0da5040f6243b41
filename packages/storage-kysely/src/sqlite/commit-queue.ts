import { setImmediate } from 'node:timers/promises';
import type { Session, TransactionalConnection } from './session.ts';
import { untilFree } from './until-free.ts';

/** Runs units of work on one connection, one after the other, and commits them in groups. */
export interface CommitQueue {
  /** Runs the unit after the earlier ones; settles when its outcome is on the disk. */
  run<T>(unit: () => Promise<T>): Promise<T>;
  /** Runs the work while no transaction is open; units wait until it has ended. Never rejects. */
  between(work: () => Promise<void>): Promise<void>;
  /** Waits until no unit is waiting or running. */
  drained(): Promise<void>;
}

interface WaitingUnit {
  /** When it began to wait, by `performance.now()`. */
  readonly since: number;
  /** Runs the unit; returns a function that settles its caller's promise. */
  attempt(): Promise<() => void>;
  reject(error: unknown): void;
}

// Each commit waits for the disk, and the units of a group share this wait. The maximum limits how long the first unit of
// the group and other processes have to wait.
const largestGroup = 64;

/**
 * Commits units of work in groups: units that wait at the same time share one transaction, each in a savepoint of its
 * own, so that a unit that fails undoes only its own writes. No caller learns an outcome before it is on the disk. While a group
 * is synced, the next group gathers.
 *
 * @param connection The only connection of this process that writes.
 * @param session The session of that connection.
 * @param patience Milliseconds that a unit waits at most while another connection holds the file.
 */
export function createCommitQueue(
  connection: TransactionalConnection,
  session: Session,
  patience = 15_000
): CommitQueue {
  const waiting: WaitingUnit[] = [];
  const between: (() => Promise<void>)[] = [];
  let draining: Promise<void> | undefined;

  return {
    run: unit =>
      new Promise((resolve, reject) => {
        waiting.push({
          since: performance.now(),
          attempt: async () => {
            const value = await inSavepoint(unit);
            return 'error' in value ? () => reject(value.error) : () => resolve(value.result);
          },
          reject
        });
        draining ??= drain();
      }),
    between: work =>
      new Promise(resolve => {
        between.push(() =>
          work()
            .catch(() => {})
            .then(resolve)
        );
        draining ??= drain();
      }),
    drained: async () => draining
  };

  async function drain(): Promise<void> {
    do {
      // Lets other units of this turn join, and another connection of this process write.
      await setImmediate();
      for (const work of between.splice(0)) await work();
      if (waiting.length > 0) await commitTogether(waiting.splice(0, largestGroup));
    } while (waiting.length + between.length > 0);
    draining = undefined;
  }

  async function commitTogether(group: readonly WaitingUnit[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    try {
      // The time in the queue counts, so that a unit does not wait again after those before it have waited for the file.
      const waited = performance.now() - (group[0]?.since ?? 0);
      await untilFree(() => session.beginWriting(), patience - waited);
      for (const unit of group) outcomes.push(await unit.attempt());
      await session.commit();
    } catch (error) {
      session.rollback();
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
      // For some errors, e.g. a full disk, SQLite rolls back the whole transaction.
      if (!connection.inTransaction) throw error;
      connection.exec('rollback to unit');
      connection.exec('release unit');
      return { error };
    }
  }
}
