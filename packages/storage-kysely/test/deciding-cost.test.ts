import type { AccountUnit, Store } from '@expressplay-binding/binding-core';
import { sql } from 'kysely';
import t from 'tap';
import {
  type BindingDatabase,
  connectMysql,
  createSealer,
  createStore,
  migrateToLatest
} from '../src/index.ts';
import { sealingKey, testDatabases } from './support/databases.ts';
import * as sample from './support/samples.ts';

const { moment, binding } = sample;
const accountId = 'account 7';
const page = { limit: 10 };

/** What deciding on a device, and listing devices, asks the store. */
const questions: readonly ((unit: AccountUnit) => Promise<unknown>)[] = [
  unit => unit.findPolicy('default'),
  unit => unit.findRegistration('reg_01'),
  unit => unit.listActiveDevices(accountId),
  unit => unit.findDeviceByBinding(accountId, binding.drm, 'none'),
  unit => unit.findOtherHolders(accountId, binding.drm, 'none'),
  unit => unit.listSwaps(accountId, moment),
  unit => unit.findDevice(accountId, 'dev_000'),
  unit => unit.findPlayableUntil(accountId, 'dev_000'),
  unit => unit.listDevices(accountId, page)
];

/** Three active devices, and removed ones. */
async function fillAccount(store: Store, account: string, removed: number): Promise<void> {
  await store.inAccount(account, moment, async unit => {
    for (let number = 0; number < 3 + removed; number++) {
      const device = number < 3 ? sample.activeDevice : sample.device;
      const deviceId = `dev_${String(number).padStart(3, '0')}`;
      await unit.insertDevice({ ...device, accountId: account, deviceId });
      const drmDeviceId = `${account} ${number}`;
      await unit.insertBinding(account, deviceId, { ...binding, drmDeviceId });
    }
  });
}

/** The rows that the server reads for the questions, as it counts them itself. */
async function rowsRead(database: BindingDatabase, store: Store): Promise<number> {
  const count = async () => {
    const { rows } = await database.read(db =>
      sql<{ Value: string }>`show session status like 'Handler_read%'`.execute(db)
    );
    return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
  };
  const before = await count();
  const itself = (await count()) - before;
  await store.inAccount(accountId, moment, async unit => {
    for (const question of questions) await question(unit);
  });
  return (await count()) - before - 2 * itself;
}

// SQLite counts nothing; that each of its queries goes by an index is tested elsewhere.
const mysql = testDatabases.find(({ name }) => name === 'MySQL');

t.test(
  'deciding and listing read no more rows when many more devices are stored',
  { skip: mysql ? false : 'TEST_MYSQL_URL is not set' },
  async t => {
    const database = connectMysql(await mysql!.createUrl(t), { connectionLimit: 1 });
    t.teardown(() => database.close());
    await migrateToLatest(database);
    const store = createStore(database, createSealer([sealingKey]));
    const fillAccounts = async (first: number, count: number) => {
      for (let number = first; number < first + count; number++)
        await fillAccount(store, `account ${number}`, 10);
    };

    await fillAccount(store, accountId, 20);
    await fillAccounts(100, 30);
    const few = await rowsRead(database, store);
    await fillAccount(store, 'account 8', 900);
    await fillAccounts(200, 60);
    const many = await rowsRead(database, store);
    t.comment(`${few} rows with 413 devices, ${many} rows with 2,096`);
    t.ok(many > 0);
    t.ok(many <= few);
  }
);
