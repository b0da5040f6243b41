import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Kysely, type SqliteDatabase, sql } from 'kysely';
import type { BindingDatabase } from '../database.ts';
import type { StorageError } from '../errors.ts';
import { createSharedReads } from '../shared-reads.ts';
import type { Tables } from '../tables.ts';
import { createCommitQueue } from './commit-queue.ts';
import { prepareFile, rememberFile } from './database-file.ts';
import { sqliteDialect } from './dialect.ts';
import { asSqliteFault, failureOf, isUnwritable } from './faults.ts';
import { kyselyOn } from './kysely.ts';
import { createSession, type TransactionalConnection } from './session.ts';
import { untilFree } from './until-free.ts';
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
export async function openSqlite(
  path: string,
  { onFailure }: Pick<SqliteOptions, 'onFailure'> = {}
): Promise<BindingDatabase> {
  const file = path === inMemory ? path : resolve(path);
  const opened: Database.Database[] = [];
  try {
    if (file !== inMemory) await prepareFile(file);
    const writer = new Database(file, { timeout: 0 });
    opened.push(writer);
    if (file === inMemory) return createSqliteDatabase(writer, { onFailure });
    await untilFree(() => writer.pragma('journal_mode = wal'));
    // The queue syncs the log before it tells anybody, as SQLite would with `full`, but without stopping the event loop.
    writer.pragma('synchronous = normal');
    // In 4 KB pages. A commit that fills the log also copies it into the database, each page once however often it changed.
    writer.pragma('wal_autocheckpoint = 4000');
    const reader = new Database(file, { readonly: true, timeout: 1000 });
    opened.push(reader);
    // The first transaction makes the log.
    await untilFree(() => writer.exec('begin immediate; commit'));
    return createSqliteDatabase(writer, {
      reader,
      log: await openWriteAheadLog(file),
      checkFile: await rememberFile(file),
      onFailure
    });
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
  /** Rejects once the file is no longer the one that was opened. */
  readonly checkFile?: () => Promise<void>;
  /** Called once, when nothing more can be read or written until the process restarts: the disk failed. */
  readonly onFailure?: ((error: StorageError) => void) | undefined;
}

/** Makes a database of connections that the caller has set up; closing the database closes them. */
export function createSqliteDatabase(
  writer: SqliteConnection,
  { reader, log, checkFile, onFailure = () => {} }: SqliteOptions = {}
): BindingDatabase {
  const shared = createSharedReads();
  const foreignCommits = createVersionCheck(writer);
  // Reads prefer the connection that writes: its own commits leave its page cache warm, those of another connection do not.
  const own = {
    kysely: kyselyOn(writer),
    session: createSession(writer, {
      sync: log?.sync,
      onFailure: cause => onFailure(failureOf(cause, writer.name)),
      onSnapshot: () => {
        if (foreignCommits()) shared.forget();
      }
    })
  };
  const second = reader && { kysely: kyselyOn(reader), session: createSession(reader) };
  const queue = createCommitQueue(writer, own.session);

  /** Whether the last write failed, e.g. because the disk is full. A ping finds out whether that is over. */
  let unwritable = false;

  function readNow<T>(query: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const side = own.session.state === 'writing' ? second : own;
    if (!side) return queue.run(() => query(own.kysely));
    side.session.beginSnapshot();
    return query(side.kysely);
  }

  function readSharedNow<T>(key: string, query: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    if (own.session.state === 'writing') return readNow(query);
    own.session.beginSnapshot();
    return shared.read(key, () => query(own.kysely));
  }

  /** A read waits for the sync: it never returns what a power cut could still undo. */
  function whenSynced<T>(reading: () => Promise<T>): Promise<T> {
    return explained(
      untilFree(async () => {
        while (own.session.state === 'syncing') await own.session.synced();
        return reading();
      }, readingPatience)
    );
  }

  async function explained<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (isUnwritable(error)) unwritable = true;
      throw asSqliteFault(error, writer.name);
    }
  }

  const read = <T>(query: (db: Kysely<Tables>) => Promise<T>) => whenSynced(() => readNow(query));
  const write = <T>(work: (db: Kysely<Tables>) => Promise<T>) => explained(queue.run(() => work(own.kysely)));

  async function writeShared<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const answer = await write(work);
    shared.forget();
    return answer;
  }

  return {
    dialect: sqliteDialect,
    read,
    readShared: (key, query) => whenSynced(() => readSharedNow(key, query)),
    write,
    inAccount: (_accountId, work) => write(work),
    writeShared,
    alter: writeShared,
    async ping() {
      await checkFile?.();
      // A write that changes nothing; only after a failure, since it costs a sync.
      if (unwritable) await write(db => sql`pragma user_version = 0`.execute(db));
      unwritable = false;
      await read(db => sql`select 1`.execute(db));
    },
    async close() {
      await queue.drained();
      own.session.endSnapshot();
      second?.session.endSnapshot();
      reader?.close();
      writer.close();
      await log?.close();
    }
  };
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
