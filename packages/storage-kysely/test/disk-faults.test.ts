import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import {
  createSealer,
  createSqliteDatabase,
  createStore,
  migrateToLatest,
  type StorageError
} from '../src/index.ts';
import type { SqliteOptions } from '../src/sqlite/database.ts';
import { content } from './support/samples.ts';

/** A store on an SQLite file whose size and log the test decides about. */
async function setUp(t: Test, options: SqliteOptions = {}) {
  const writer = new Database(join(t.testdir(), 'binding.db'));
  writer.pragma('journal_mode = wal');
  const database = createSqliteDatabase(writer, options);
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([randomBytes(32)]));
  const pages = () => Number(writer.pragma('page_count', { simple: true }));
  return {
    database,
    /** Stores a content of 50 kB. */
    fill: (contentId: string) => store.saveContent({ ...content, contentId, title: 'x'.repeat(50_000) }),
    limitTo: (count: number) => void writer.pragma(`max_page_count = ${count}`),
    pages
  };
}

t.test('on a full disk writes and pings fail, and both recover when there is space', async t => {
  const { database, fill, limitTo, pages } = await setUp(t);
  await fill('first');
  limitTo(pages() + 2);
  const full = { name: 'StorageError', code: 'not-writable', message: /SQLITE_FULL/ };
  for (const contentId of ['a', 'b', 'c']) await t.rejects(fill(contentId), full);
  limitTo(1_000_000);
  await database.ping();
  await fill('later');
});

t.test('after a write failed, a ping succeeds only if it can write', async t => {
  let broken = false;
  const sync = async () => {};
  const writer = new Database(join(t.testdir(), 'binding.db'));
  writer.pragma('journal_mode = wal');
  const connection = {
    name: writer.name,
    get inTransaction() {
      return writer.inTransaction;
    },
    prepare: (statement: string) => writer.prepare(statement),
    exec(statement: string) {
      if (broken && statement === 'commit' && writer.inTransaction)
        throw Object.assign(new Error('disk is full'), { code: 'SQLITE_FULL' });
      return writer.exec(statement);
    },
    close: () => void writer.close()
  };
  const database = createSqliteDatabase(connection, { log: { sync, close: async () => {} } });
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([randomBytes(32)]));
  broken = true;
  await t.rejects(store.saveContent(content), { code: 'not-writable' });
  await t.rejects(database.ping(), { code: 'not-writable' });
  broken = false;
  await database.ping();
  await store.saveContent(content);
});

t.test('a failed disk is reported once, and nothing is read or written afterwards', async t => {
  const failures: StorageError[] = [];
  let fails = false;
  const { database, fill } = await setUp(t, {
    log: {
      async sync() {
        if (fails) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
      },
      close: async () => {}
    },
    onFailure: error => void failures.push(error)
  });
  await fill('first');
  fails = true;
  await t.rejects(fill('lost'));
  await t.rejects(fill('refused'));
  await t.rejects(database.ping());
  t.match(failures, [{ code: 'disk-failed', message: /Restart the service/ }]);
});
