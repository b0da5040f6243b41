import type { TransactionalConnection } from './commit-queue.ts';

/** What is read of an SQLite file, one snapshot at a time. */
export interface Snapshots {
  /** Lets what is read from now on be read in the snapshot of the event that is being handled. */
  begin(): void;
  /** Lets the next one read what was committed meanwhile. */
  end(): void;
}

// A request's body, which has come with its head, is there some ticks after it: what is read for both shares a snapshot.
const ticks = 4;

/**
 * Lets the reads that follow each other while one event is handled share a transaction: to take and release SQLite's locks for
 * each query takes longer than most queries do. No snapshot outlives its event, so that a request never reads what was
 * true before it came.
 *
 * @param onBegin Called when a snapshot has begun.
 */
export function createSnapshots(
  connection: TransactionalConnection,
  onBegin: () => void = () => {}
): Snapshots {
  let isOpen = false;

  function end(): void {
    if (!isOpen) return;
    isOpen = false;
    // After a disk error SQLite has ended the transaction by itself.
    if (connection.inTransaction) connection.exec('commit');
  }

  // A tick that is asked for by a promise comes after all promises that are settled by then, and before the next event.
  function endAfter(more: number): void {
    if (more === 0) end();
    else queueMicrotask(() => process.nextTick(endAfter, more - 1));
  }

  return {
    begin() {
      if (isOpen) return;
      connection.exec('begin');
      isOpen = true;
      endAfter(ticks);
      try {
        onBegin();
      } catch (error) {
        end();
        throw error;
      }
    },
    end
  };
}
