import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Kysely, type SqliteDatabase, sql } from 'kysely';
import type { BindingDatabase } from '../database.ts';
import { sqliteDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { createCommitQueue, type TransactionalConnection } from './commit-queue.ts';
import { createSnapshots } from './snapshots.ts';
import { asSqliteFault } from './sqlite-faults.ts';
import { kyselyOn } from './sqlite-kysely.ts';
import { untilFree } from './until-free.ts';

/** What is needed of a connection; better-sqlite3's `Database` has it. */
export interface SqliteConnection extends SqliteDatabase, TransactionalConnection {
  /** Its file. */
  readonly name: string;
}

const inMemory = ':memory:';

/**
 * Opens an SQLite file, or `:memory:`, and creates it and its folder where they are missing. In WAL mode, so that
 * reading goes on while somebody writes; every commit is on the disk before it is acknowledged.
 * @throws {StorageError} `not-writable`, `not-a-database` or `busy`.
 */
export async function openSqlite(path: string): Promise<BindingDatabase> {
  const file = path === inMemory ? path : resolve(path);
  const opened: Database.Database[] = [];
  try {
    if (file !== inMemory) await mkdir(dirname(file), { recursive: true });
    const writer = new Database(file, { timeout: 0 });
    opened.push(writer);
    await untilFree(() => writer.pragma('journal_mode = wal'));
    writer.pragma('synchronous = full');
    // In 4 KB pages. A commit that fills the log also copies it into the database, each page once however often it changed.
    writer.pragma('wal_autocheckpoint = 4000');
    if (file === inMemory) return createSqliteDatabase(writer);
    // Reading hardly ever waits in WAL mode, only while a log is recovered; less long than a ping may take.
    const reader = new Database(file, { readonly: true, timeout: 1000 });
    opened.push(reader);
    return createSqliteDatabase(writer, reader);
  } catch (error) {
    for (const connection of opened) connection.close();
    throw asSqliteFault(error, file);
  }
}

/**
 * Makes a database of connections that the caller has set up. Without a reader, as with `:memory:`, reading waits in
 * the queue of the writer.
 */
export function createSqliteDatabase(writer: SqliteConnection, reader?: SqliteConnection): BindingDatabase {
  const queue = createCommitQueue(writer);
  const writing = kyselyOn(writer);
  const reading = reader && { kysely: kyselyOn(reader), snapshots: createSnapshots(reader) };

  async function write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const answer = await explained(queue.run(() => work(writing)));
    // Whoever is told of it may read it.
    reading?.snapshots.end();
    return answer;
  }

  return {
    dialect: sqliteDialect,
    read: reading ? query => explained(reading.snapshots.read(() => query(reading.kysely))) : write,
    write,
    alter: write,
    async ping() {
      await explained(sql`select 1`.execute(reading?.kysely ?? writing));
    },
    async close() {
      await queue.drained();
      reading?.snapshots.end();
      reader?.close();
      writer.close();
    }
  };

  async function explained<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw asSqliteFault(error, writer.name);
    }
  }
}
