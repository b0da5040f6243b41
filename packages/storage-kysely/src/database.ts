import type { Kysely } from 'kysely';
import type { SqlDialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** The use of a connection pool at a moment. */
export interface PoolUse {
  /** Connections to the server. */
  readonly open: number;
  /** Those of them that somebody uses. */
  readonly lent: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** What the store needs from a database. SQLite and MySQL each implement it. */
export interface BindingDatabase {
  readonly dialect: SqlDialect;
  /** Runs a query on the committed state. */
  read<T>(query: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Like {@link read}, for the tables that all accounts share. The result may be cached under the key, which names the query and
   * its parameters, until somebody writes to these tables, in this process or another.
   */
  readShared<T>(key: string, query: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction and resolves when it is committed; a thrown error rolls it back and is rethrown.
   * `work` may run again after a conflict with another transaction.
   */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Like {@link write}, for a unit of work on one account. It must lock the account's row first, and it must not use what its inserts,
   * updates and deletes return: they may be sent later, with the next read or with the commit.
   */
  inAccount<T>(accountId: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Like {@link write}, for writes to the tables that all accounts share. */
  writeShared<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Runs `change` with a connection for changes of the tables, in one process at a time; in one transaction if the database can
   * roll such changes back.
   */
  alter<T>(change: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** The use of the connection pool now; absent for a database without one. */
  connections?(): PoolUse;
  /** Overwrites what was deleted, as far as this process can do that in the files of the database. */
  scrub(): Promise<void>;
  /** Checks within two seconds whether the database could write; otherwise rejects with {@link StorageError}. */
  ping(): Promise<void>;
  /** Waits for running work, then closes the connections. */
  close(): Promise<void>;
}
