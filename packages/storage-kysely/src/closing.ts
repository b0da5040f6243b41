import type { BindingDatabase } from './database.ts';
import { StorageError } from './errors.ts';

/** The same database, except that calls after `close()` are rejected with {@link StorageError} `closed`. */
export function refuseOnceClosed(database: BindingDatabase): BindingDatabase {
  let closing: Promise<void> | undefined;
  const unlessClosed = <T>(call: () => Promise<T>): Promise<T> => (closing ? refuse() : call());

  return {
    ...database,
    read: query => unlessClosed(() => database.read(query)),
    readShared: (key, query) => unlessClosed(() => database.readShared(key, query)),
    write: work => unlessClosed(() => database.write(work)),
    inAccount: (accountId, work) => unlessClosed(() => database.inAccount(accountId, work)),
    writeShared: work => unlessClosed(() => database.writeShared(work)),
    alter: change => unlessClosed(() => database.alter(change)),
    ping: () => unlessClosed(() => database.ping()),
    close() {
      closing ??= database.close();
      return closing;
    }
  };
}

async function refuse(): Promise<never> {
  throw new StorageError('closed', 'The storage is closed. Close it after everything that uses it.');
}
