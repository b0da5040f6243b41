import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { createSealer, createSqliteDatabase, createStore, migrateToLatest } from '../src/index.ts';
import { openWriteAheadLog } from '../src/sqlite/write-ahead-log.ts';
import { open, sealingKey } from './support/databases.ts';
import { accountId, activeDevice, content, moment } from './support/samples.ts';

t.test('on a file every unit is synced before it is acknowledged', async t => {
  const anyFile = await openFile(process.execPath);
  const files = Object.getPrototypeOf(anyFile);
  await anyFile.close();
  const datasync: () => Promise<void> = files.datasync;
  let synced = 0;
  files.datasync = async function sync() {
    await datasync.call(this);
    synced += 1;
  };
  t.teardown(() => Object.assign(files, { datasync }));

  const { store } = await open(t, `sqlite:${join(t.testdir(), 'binding.db')}`);
  for (const number of [1, 2, 3]) {
    const before = synced;
    await store.inAccount(accountId, moment, unit =>
      unit.insertDevice({ ...activeDevice, deviceId: `dev_${number}` })
    );
    t.ok(synced > before);
  }
  const before = synced;
  await store.saveContent(content);
  t.ok(synced > before, 'and what concerns no account');
});

t.test('a read waits for a commit that is being synced', async t => {
  const file = join(t.testdir(), 'binding.db');
  const writer = new Database(file, { timeout: 0 });
  writer.pragma('journal_mode = wal');
  let arrived = Promise.resolve();
  const log = { sync: () => arrived, close: async () => {} };
  const database = createSqliteDatabase(writer, { reader: new Database(file), log });
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([sealingKey]));

  const disk = Promise.withResolvers<void>();
  arrived = disk.promise;
  const events: string[] = [];
  const writing = store.saveContent(content).then(() => events.push('written'));
  while (writer.prepare('select count(*) as count from contents').pluck().get() === 0)
    await new Promise(resolve => setImmediate(resolve));
  const reading = [
    store.findContent(content.contentId).then(found => events.push(`read ${found?.contentId}`)),
    store.listContents({ limit: 1 }).then(({ items }) => events.push(`listed ${items.length}`))
  ];
  await new Promise(resolve => setTimeout(resolve, 20));
  t.strictSame(events, []);
  disk.resolve();
  await Promise.all([writing, ...reading]);
  t.strictSame(events.sort(), ['listed 1', `read ${content.contentId}`, 'written']);
});

t.test('after a disk failure waiting and later callers are rejected', async t => {
  const file = join(t.testdir(), 'binding.db');
  const writer = new Database(file, { timeout: 0 });
  writer.pragma('journal_mode = wal');
  const failure = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  let broken = false;
  const log = {
    sync: async () => {
      if (broken) throw failure;
    },
    close: async () => {}
  };
  const database = createSqliteDatabase(writer, { log });
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([sealingKey]));

  broken = true;
  const fault = { code: 'not-writable', cause: failure };
  await t.rejects(store.saveContent(content), fault);
  broken = false;
  await t.rejects(store.saveContent(content), fault);
  await t.rejects(store.findContent(content.contentId), fault);
  await t.rejects(database.ping(), fault, 'so that the process is taken out of service');
});

t.test('the log of a database without one cannot be opened', async t => {
  await t.rejects(openWriteAheadLog(join(t.testdir(), 'none.db')), { code: 'ENOENT' });
});
