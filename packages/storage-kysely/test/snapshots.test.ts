import { setImmediate as nextEvent } from 'node:timers/promises';
import type { Store } from '@expressplay-binding/binding-core';
import Database from 'better-sqlite3';
import type { SqliteStatement } from 'kysely';
import t, { type Test } from 'tap';
import {
  createSealer,
  createSqliteDatabase,
  createStore,
  migrateToLatest,
  openStorage
} from '../src/index.ts';
import { createSession } from '../src/sqlite/session.ts';
import { sealingKey } from './support/databases.ts';
import { accountId, activeDevice, moment } from './support/samples.ts';

/** The same SQLite file as two processes have it open. */
async function openTwice(t: Test): Promise<[Store, Store]> {
  const url = `sqlite:${t.testdir()}/binding.db`;
  const storages = [
    await openStorage({ url, sealingKeys: [sealingKey] }),
    await openStorage({ url, sealingKeys: [sealingKey] })
  ];
  t.teardown(() => Promise.all(storages.map(storage => storage.close())));
  return storages.map(({ store }) => store) as [Store, Store];
}

const isThere = async (store: Store) =>
  (await store.findDevice(accountId, activeDevice.deviceId)) !== undefined;

t.test('an acknowledged write is read at once, also in a turn that has already read', async t => {
  const [store] = await openTwice(t);
  t.notOk(await isThere(store));
  const written = store.inAccount(accountId, moment, async unit => {
    await unit.insertDevice(activeDevice);
    // Keeps a snapshot from before the commit open until its very end.
    t.notOk(await isThere(store));
  });
  t.ok(await written.then(() => isThere(store)));
});

t.test('the next event reads what another process wrote', async t => {
  const [store, other] = await openTwice(t);
  t.notOk(await isThere(store));
  await other.inAccount(accountId, moment, unit => unit.insertDevice(activeDevice));
  t.ok(await isThere(store));
});

t.test('the reads of one event see one state, whatever is committed between them', async t => {
  const [store] = await openTwice(t);
  const folder = t.testdirName;
  const other = new Database(`${folder}/binding.db`, { timeout: 0 });
  t.teardown(() => other.close());
  const count = async () => (await store.listAuditEvents({}, { limit: 10 })).items.length;
  const insert = () =>
    other.exec(`insert into audit_events (account_id, event_id, at, actor, action, subject, details_json)
      values ('ada', 'aud_1', 0, 'test', 'device.bound', 'dev_1', '{}')`);
  await nextEvent();
  const before = await count();
  insert();
  t.equal(await count(), before);
  await nextEvent();
  t.equal(await count(), before + 1);
});

t.test('a storage can be closed directly after a read', async t => {
  const storage = await openStorage({ url: `sqlite:${t.testdir()}/binding.db`, sealingKeys: [sealingKey] });
  await isThere(storage.store);
  await storage.close();
  await nextEvent();
  await t.rejects(isThere(storage.store));
});

t.test('after SQLite itself ended a snapshot, as after a disk error, later reads succeed', async t => {
  const connection = new Database(':memory:');
  t.teardown(() => connection.close());
  const session = createSession(connection);
  session.beginSnapshot();
  connection.exec('rollback');
  await nextEvent();
  session.beginSnapshot();
  t.equal(connection.inTransaction, true);
  await nextEvent();
  t.equal(connection.inTransaction, false);
});

t.test('reads wait while another process recovers the log, and fail if that takes too long', async t => {
  const connection = new Database(':memory:');
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_RECOVERY' });
  let refusals = 0;
  const database = createSqliteDatabase({
    name: connection.name,
    get inTransaction() {
      return connection.inTransaction;
    },
    exec: statement => connection.exec(statement),
    prepare(sql) {
      const statement = connection.prepare(sql);
      const all = (...values: unknown[]) => {
        if (refusals-- > 0) throw busy;
        return statement.all(...values);
      };
      return {
        reader: statement.reader,
        all,
        run: statement.run.bind(statement)
      } as unknown as SqliteStatement;
    },
    close: () => void connection.close()
  });
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([sealingKey]));
  for (const read of [() => isThere(store), async () => (await store.findContent('film')) !== undefined]) {
    refusals = 3;
    t.equal(await read(), false);
    await nextEvent();
    refusals = Number.POSITIVE_INFINITY;
    await t.rejects(read(), { code: 'busy' });
    refusals = 0;
  }
  t.equal(await isThere(store), false);
});

t.test('a snapshot ends when writing begins, and its ticks do not end the next transaction', async t => {
  const connection = new Database(':memory:');
  t.teardown(() => connection.close());
  const session = createSession(connection);
  session.beginSnapshot();
  session.beginWriting();
  t.equal(session.state, 'writing');
  await nextEvent();
  t.equal(session.state, 'writing');
  t.equal(connection.inTransaction, true);
  await session.commit();
  t.equal(session.state, 'idle');
});
