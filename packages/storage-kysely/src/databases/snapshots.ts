import type { TransactionalConnection } from './commit-queue.ts';

/** What is read of an SQLite file, one snapshot at a time. */
export interface Snapshots {
  /** Reads in the snapshot of the event that is being handled. */
  read<T>(query: () => Promise<T>): Promise<T>;
  /** Lets the next one read what was committed meanwhile. */
  end(): void;
}

/**
 * Lets the reads that follow each other while one event is handled share a transaction: to take and release SQLite's locks for
 * each query takes longer than most queries do. No snapshot outlives its event, so that a request never reads what was
 * true before it came.
 */
export function createSnapshots(connection: TransactionalConnection): Snapshots {
  // After a disk error SQLite has ended the transaction by itself.
  function end(): void {
    if (connection.inTransaction) connection.exec('commit');
  }

  return {
    async read(query) {
      if (!connection.inTransaction) {
        connection.exec('begin');
        // A tick that is asked for by a promise comes after all promises that are settled by then, and before the next event.
        queueMicrotask(() => process.nextTick(end));
      }
      return query();
    },
    end
  };
}
