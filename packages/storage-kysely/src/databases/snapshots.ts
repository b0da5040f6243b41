import type { WritingConnection } from './commit-queue.ts';

/** What is read of an SQLite file, one snapshot at a time. */
export interface Snapshots {
  /** Reads in the snapshot of this turn of the event loop. */
  read<T>(query: () => Promise<T>): Promise<T>;
  /** Lets the next one read what was committed meanwhile. */
  end(): void;
}

/**
 * Lets what is read in one turn of the event loop share a transaction: to take and release SQLite's locks for each query takes
 * longer than most queries do.
 */
export function createSnapshots(connection: WritingConnection): Snapshots {
  let ending: NodeJS.Immediate | undefined;

  function end(): void {
    if (!ending) return;
    clearImmediate(ending);
    ending = undefined;
    connection.exec('commit');
  }

  return {
    async read(query) {
      if (!ending) {
        connection.exec('begin');
        ending = setImmediate(end);
      }
      return query();
    },
    end
  };
}
