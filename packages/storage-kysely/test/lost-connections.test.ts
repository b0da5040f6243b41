import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { open, testDatabases } from './support/databases.ts';
import { openDatabase } from './support/raw.ts';
import { accountId, activeDevice, moment } from './support/samples.ts';

const { deviceId } = activeDevice;

/** Ends every connection to the database but the one that asks, as a restart of the server does. */
async function killOthers(t: Test, url: string): Promise<void> {
  const database = await openDatabase(t, url);
  await database.alter(db =>
    db.connection().execute(async connection => {
      const { rows } = await sql<{ id: number }>`
        select id from information_schema.processlist where db = database() and id <> connection_id()`.execute(
        connection
      );
      for (const { id } of rows) await sql`kill ${sql.lit(id)}`.execute(connection);
    })
  );
}

for (const database of testDatabases.filter(({ name }) => name === 'MySQL')) {
  t.test('a unit whose connection is lost fails and leaves nothing behind', async t => {
    const url = await database.createUrl(t);
    const { store } = await open(t, url);
    const unit = store.inAccount(accountId, moment, async unit => {
      await unit.insertDevice(activeDevice);
      await killOthers(t, url);
      await unit.findDevice(accountId, deviceId);
    });
    await t.rejects(unit, { name: 'StorageError', code: 'unreachable' });
    t.equal(await store.findDevice(accountId, deviceId), undefined);
  });

  t.test('connections that were lost while idle are replaced', async t => {
    const url = await database.createUrl(t);
    const { store, ping } = await open(t, url);
    await Promise.all([1, 2, 3].map(() => store.findAccount(accountId)));
    await killOthers(t, url);
    await ping().catch(() => {});
    await store.inAccount(accountId, moment, unit => unit.insertDevice(activeDevice));
    t.strictSame(await store.findDevice(accountId, deviceId), activeDevice);
  });
}
