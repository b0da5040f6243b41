import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Kysely, type SqliteDatabase, sql } from 'kysely';
import type { BindingDatabase } from '../database.ts';
import type { StorageError } from '../errors.ts';
import { createSharedReads } from '../shared-reads.ts';
import type { Tables } from '../tables.ts';
import { type Checkpoints, lastResort, startCheckpoints } from './checkpoints.ts';
import { type CommitQueue, createCommitQueue } from './commit-queue.ts';
import { prepareFile, rememberFile } from './database-file.ts';
import { sqliteDialect } from './dialect.ts';
import { asSqliteFault, failureOf, isUnwritable } from './faults.ts';
import { kyselyOn } from './kysely.ts';
import { createSession, type TransactionalConnection } from './session.ts';
import { untilFree } from './until-free.ts';
import { openWriteAheadLog, type WriteAheadLog } from './write-ahead-log.ts';

/** What is needed from a connection; better-sqlite3's `Database` has it. */
export interface SqliteConnection extends SqliteDatabase, TransactionalConnection {
  /** Its file. */
  readonly name: string;
}

const inMemory = ':memory:';

// A read waits only while another process recovers the log; this is shorter than a ping may take.
const readingPatience = 1000;

/**
 * Opens an SQLite file, or `:memory:`, and creates it and its folder if they are missing. It uses WAL mode, so that reads
 * continue while another process writes. Every commit is on the disk before it is acknowledged.
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
    // The queue syncs the log before it acknowledges a unit, as SQLite would with `full`, but without blocking the event loop.
    writer.pragma('synchronous = normal');
    // Overwrites deleted rows in their pages, so that an erased account cannot be read from the file.
    writer.pragma('secure_delete = on');
    writer.pragma(`wal_autocheckpoint = ${lastResort}`);
    const reader = new Database(file, { readonly: true, timeout: 1000 });
    opened.push(reader);
    // The first transaction creates the log.
    await untilFree(() => writer.exec('begin immediate; commit'));
    return createSqliteDatabase(writer, {
      reader,
      log: await openWriteAheadLog(file),
      checkFile: await rememberFile(file),
      checkpoints: queue => startCheckpoints(file, queue),
      onFailure
    });
  } catch (error) {
    for (const connection of opened) connection.close();
    throw asSqliteFault(error, file);
  }
}

/** What a database of SQLite has in addition to the connection that writes. */
export interface SqliteOptions {
  /** Reads while a unit is being written. Without it, as with `:memory:`, reads wait until the unit has ended. */
  readonly reader?: SqliteConnection;
  /** The log to sync after each commit, if the writer itself does not (`synchronous = normal`). */
  readonly log?: WriteAheadLog;
  /** Copies the log into the database, in place of the writer's own commits. */
  readonly checkpoints?: (queue: CommitQueue) => Checkpoints;
  /** Rejects if the file is no longer the one that was opened. */
  readonly checkFile?: () => Promise<void>;
  /** Called once if the disk failed: until the process restarts nothing can be read or written. */
  readonly onFailure?: ((error: StorageError) => void) | undefined;
}

/** Makes a database from connections that the caller has opened; closing the database closes them. */
export function createSqliteDatabase(
  writer: SqliteConnection,
  { reader, log, checkFile, checkpoints: start, onFailure = () => {} }: SqliteOptions = {}
): BindingDatabase {
  const shared = createSharedReads();
  const foreignCommits = createVersionCheck(writer);
  // Reads prefer the connection that writes: its own commits keep its page cache valid, those of another connection do not.
  const own = {
    kysely: kyselyOn(writer),
    session: createSession(writer, {
      sync: log && (() => log.sync().then(() => checkpoints?.committed())),
      onFailure: cause => onFailure(failureOf(cause, writer.name)),
      onSnapshot: () => {
        if (foreignCommits()) shared.forget();
      }
    })
  };
  const second = reader && { kysely: kyselyOn(reader), session: createSession(reader) };
  const queue = createCommitQueue(writer, own.session);
  const checkpoints = start?.(queue);

  /** Whether the last write failed, e.g. because the disk is full. A ping then checks whether writing works again. */
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

  /** Waits for the sync: a read never returns what a power cut could still undo. */
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
    async scrub() {
      // What is deleted is overwritten in its page (`secure_delete`). The log still has the page as it was before.
      await queue.between(async () => {
        if (own.session.state === 'snapshot') own.session.endSnapshot();
        second?.session.endSnapshot();
        writer.exec('pragma wal_checkpoint(truncate)');
      });
    },
    async ping() {
      await checkFile?.();
      // A write that changes nothing. It runs only after a failure, because it needs a sync.
      if (unwritable) await write(db => sql`pragma user_version = 0`.execute(db));
      unwritable = false;
      await read(db => sql`select 1`.execute(db));
    },
    async close() {
      await queue.drained();
      await checkpoints?.close();
      own.session.endSnapshot();
      second?.session.endSnapshot();
      reader?.close();
      writer.close();
      await log?.close();
    }
  };
}

/** Returns whether another connection has committed since the last call (https://sqlite.org/pragma.html#pragma_data_version). */
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
