import type { Kysely } from 'kysely';
import type { SqlDialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** What the store needs of a database. SQLite and MySQL each have one. */
export interface BindingDatabase {
  readonly dialect: SqlDialect;
  /** Asks about what is committed. */
  read<T>(query: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * The same for the tables that all accounts share. What was found may be kept in memory under the key, which names the
   * query and its parameters, for as long as nobody has written to these tables, in this process or another.
   */
  readShared<T>(key: string, query: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Runs one atomic piece of work and resolves when it is committed; a thrown error rolls it back and is passed on.
   * `work` may run again after a conflict with another transaction.
   */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * The same for a unit of work on one account, which locks the account's row first and looks at nothing that its inserts, updates and
   * deletes return: they may be sent later, with the next read or with the commit.
   */
  inAccount<T>(accountId: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** The same for a piece of work that writes to the tables that all accounts share. */
  writeShared<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Gives the connection for changes of the tables, to one process at a time; as one `write` where the database can roll such changes
   * back.
   */
  alter<T>(change: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Rejects with {@link StorageError} unless the database could write, and says so within two seconds. */
  ping(): Promise<void>;
  /** Waits for the work under way. */
  close(): Promise<void>;
}
