/** What can be wrong with the database or its configuration. The codes are stable. */
export type StorageErrorCode =
  /** The URL is not one of SQLite or MySQL. */
  | 'unsupported-url'
  /** The storage has been closed. */
  | 'closed'
  /** The connection to the database server failed or was lost. */
  | 'unreachable'
  /** The database server refuses the user, the password, or a connection without TLS. */
  | 'access-denied'
  /** The database server has no database of that name. */
  | 'database-missing'
  /** The file or its folder cannot be created or written. */
  | 'not-writable'
  /** The disk failed during a write: the process has to restart. */
  | 'disk-failed'
  /** The file is not an SQLite database. */
  | 'not-a-database'
  /** Another process locked the SQLite file for too long. */
  | 'busy'
  /** A sealing key is missing or malformed. */
  | 'invalid-sealing-keys'
  /** The sealing keys are not those with which this database was written. */
  | 'wrong-sealing-keys'
  /** None of the sealing keys decrypts a stored text, or the text was changed. */
  | 'unsealable'
  /** The tables could not be migrated to this version. */
  | 'migration-failed';

/**
 * A fault of the database or its configuration: its message is one sentence for the person who runs the service, and its
 * `cause` is the driver's error. It never contains the password of the URL or a key.
 *
 * ```ts
 * try {
 *   await openStorage({ url, sealingKeys });
 * } catch (error) {
 *   if (error instanceof StorageError && error.code === 'unreachable') retryLater();
 * }
 * ```
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** What is wrong, for programs. */
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns the `code` that Node and both drivers set on their errors, or an empty text. */
export function driverCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
