import { open } from 'node:fs/promises';

/** The file into which SQLite commits in WAL mode. */
export interface WriteAheadLog {
  /** Resolves when everything that was committed before is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the log of a database that has been written to in WAL mode. With `synchronous = normal` SQLite writes a commit into the
 * log, and the system decides when it reaches the disk; a sync here does not block the event loop. SQLite reads a log only up to
 * its first damaged commit (https://sqlite.org/wal.html), so a power cut does not undo what was synced.
 */
export async function openWriteAheadLog(file: string): Promise<WriteAheadLog> {
  const log = await open(`${file}-wal`, 'r+');
  return { sync: () => log.datasync(), close: () => log.close() };
}
