import { driverCode, StorageError } from '../errors.ts';

// Codes of Node, when it creates the folder or syncs the log, and of SQLite (with extended codes such as SQLITE_READONLY_DIRECTORY).
const notWritable =
  /^(EACCES|EDQUOT|EEXIST|EIO|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS|SQLITE_CANTOPEN.*|SQLITE_READONLY.*|SQLITE_FULL)$/;

/** Whether the file could not be written: the disk is full or may not be written to. */
export function isUnwritable(error: unknown): boolean {
  return notWritable.test(driverCode(error));
}

/** The error after which it is unknown what is on the disk: only a new process can read the file again. */
export function failureOf(cause: unknown, file: string): StorageError {
  const code = driverCode(cause);
  return new StorageError(
    'disk-failed',
    `The disk failed while ${file} was written${code && ` (${code})`}. Restart the service once the disk works.`,
    { cause }
  );
}

/** Converts an error of the file into a {@link StorageError}; returns any other error as it is. */
export function asSqliteFault(cause: unknown, file: string): unknown {
  const code = driverCode(cause);
  if (notWritable.test(code))
    return new StorageError('not-writable', `The database file ${file} cannot be written (${code}).`, {
      cause
    });
  if (code === 'SQLITE_NOTADB')
    return new StorageError('not-a-database', `The file ${file} is not an SQLite database.`, { cause });
  if (code.startsWith('SQLITE_BUSY'))
    return new StorageError('busy', `The database file ${file} is held by another process.`, { cause });
  return cause;
}
