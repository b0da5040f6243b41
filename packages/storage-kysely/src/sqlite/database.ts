import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Kysely, type SqliteDatabase, sql } from 'kysely';
import type { BindingDatabase } from '../database.ts';
import type { Tables } from '../tables.ts';
import { createCommitQueue, type TransactionalConnection } from './commit-queue.ts';
import { sqliteDialect } from './dialect.ts';
import { asSqliteFault } from './faults.ts';
import { kyselyOn } from './kysely.ts';
import { createSharedReads } from './shared-reads.ts';
import { createSnapshots } from './snapshots.ts';
import { isBusy, untilFree } from './until-free.ts';
import { openWriteAheadLog, type WriteAheadLog } from './write-ahead-log.ts';

/** What is needed of a connection; better-sqlite3's `Database` has it. */
export interface SqliteConnection extends SqliteDatabase, TransactionalConnection {
  /** Its file. */
  readonly name: string;
}

const inMemory = ':memory:';

// Reading waits only while another process recovers the log; less long than a ping may take.
const readingPatience = 1000;

/**
 * Opens an SQLite file, or `:memory:`, and creates it and its folder where they are missing. In WAL mode, so that
 * reading goes on while another process writes; every commit is on the disk before it is acknowledged.
 * @throws {StorageError} `not-writable`, `not-a-database` or `busy`.
 */
export async function openSqlite(path: string): Promise<BindingDatabase> {
  const file = path === inMemory ? path : resolve(path);
  const opened: Database.Database[] = [];
  try {
    if (file !== inMemory) await mkdir(dirname(file), { recursive: true });
    const writer = new Database(file, { timeout: 0 });
    opened.push(writer);
    if (file === inMemory) return createSqliteDatabase(writer);
    await untilFree(() => writer.pragma('journal_mode = wal'));
    // The queue syncs the log before it tells anybody, as SQLite would with `full`, but without stopping the event loop.
    writer.pragma('synchronous = normal');
    // In 4 KB pages. A commit that fills the log also copies it into the database, each page once however often it changed.
    writer.pragma('wal_autocheckpoint = 4000');
    const reader = new Database(file, { readonly: true, timeout: 1000 });
    opened.push(reader);
    // The first transaction makes the log.
    await untilFree(() => writer.exec('begin immediate; commit'));
    return createSqliteDatabase(writer, { reader, log: await openWriteAheadLog(file) });
  } catch (error) {
    for (const connection of opened) connection.close();
    throw asSqliteFault(error, file);
  }
}

/** What a database of SQLite has beside the connection that writes. */
export interface SqliteOptions {
  /** Reads while a unit is being written. Without it, as with `:memory:`, reading waits until that is over. */
  readonly reader?: SqliteConnection;
  /** Synced after each commit, where the writer leaves that to others (`synchronous = normal`). */
  readonly log?: WriteAheadLog;
}

/** Makes a database of connections that the caller has set up; closing it closes them. */
export function createSqliteDatabase(
  writer: SqliteConnection,
  { reader, log }: SqliteOptions = {}
): BindingDatabase {
  const queue = createCommitQueue(writer, log?.sync);
  const shared = createSharedReads();
  const foreignCommits = createVersionCheck(writer);
  // Its pages stay in the cache when it commits, those of another connection do not.
  const own = readingOf(writer, () => {
    if (foreignCommits()) shared.forget();
  });
  const apart = reader && readingOf(reader);

  function read<T>(query: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return whenSynced(() => {
      const reading = queue.isWriting ? apart : own;
      if (!reading) return queue.run(() => query(own.kysely));
      reading.snapshots.begin();
      return query(reading.kysely);
    });
  }

  function readShared<T>(key: string, query: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return whenSynced(() => {
      if (queue.isWriting) return read(query);
      own.snapshots.begin();
      return shared.read(key, () => query(own.kysely));
    });
  }

  /** Nobody reads what a power cut could still take. */
  async function whenSynced<T>(reading: () => Promise<T>): Promise<T> {
    try {
      await queue.synced();
      return await reading();
    } catch (error) {
      if (!isBusy(error)) throw asSqliteFault(error, writer.name);
    }
    try {
      return await untilFree(async () => {
        await queue.synced();
        return reading();
      }, readingPatience);
    } catch (error) {
      throw asSqliteFault(error, writer.name);
    }
  }

  async function writeShared<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const answer = await write(work);
    shared.forget();
    return answer;
  }

  async function write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await queue.run(() => work(own.kysely));
    } catch (error) {
      throw asSqliteFault(error, writer.name);
    }
  }

  return {
    dialect: sqliteDialect,
    read,
    readShared,
    write,
    writeShared,
    alter: writeShared,
    async ping() {
      await read(db => sql`select 1`.execute(db));
    },
    async close() {
      await queue.drained();
      own.snapshots.end();
      apart?.snapshots.end();
      reader?.close();
      writer.close();
      await log?.close();
    }
  };
}

function readingOf(connection: SqliteConnection, onBegin?: () => void) {
  return { kysely: kyselyOn(connection), snapshots: createSnapshots(connection, onBegin) };
}

/** Says whether another connection has committed since the last call (https://sqlite.org/pragma.html#pragma_data_version). */
function createVersionCheck(connection: SqliteConnection): () => boolean {
  const statement = connection.prepare('pragma data_version');
  let last: number | undefined;
  return () => {
    const [row] = statement.all([]) as [{ readonly data_version: number }];
    const changed = row.data_version !== last;
    last = row.data_version;
    return changed;
  };
}
