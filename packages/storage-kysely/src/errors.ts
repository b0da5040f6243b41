/** What can be wrong with the database or its configuration. The codes are stable. */
export type StorageErrorCode =
  /** The URL names no database that this package knows. */
  | 'unsupported-url'
  /** The connection to the database server failed or was lost. */
  | 'unreachable'
  /** The database server refuses the user or the password. */
  | 'access-denied'
  /** The database server has no database of that name. */
  | 'database-missing'
  /** The file or its folder cannot be created or written. */
  | 'not-writable'
  /** The disk failed in the middle of a write: the process has to restart. */
  | 'disk-failed'
  /** The file is something else than an SQLite database. */
  | 'not-a-database'
  /** Another process did not let go of the SQLite file in time. */
  | 'busy'
  /** A sealing key is missing or malformed. */
  | 'invalid-sealing-keys'
  /** The sealing keys are not those with which this database was written. */
  | 'wrong-sealing-keys'
  /** None of the sealing keys opens what was sealed, or it was tampered with. */
  | 'unsealable'
  /** The tables could not be brought to this version. */
  | 'migration-failed';

/**
 * A fault of the database or its configuration: one plain sentence for the person who runs the service, with the
 * driver's own error as `cause`. Never shows the URL's password or a key.
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
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` that Node and both drivers put on their errors. */
export function driverCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
