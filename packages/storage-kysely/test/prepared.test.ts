import type { Test } from 'tap';
import type { Connection } from '../src/context.ts';
import { migrateToLatest } from '../src/index.ts';
import { prepared, preparedInsert } from '../src/prepared.ts';
import type { PolicyRow } from '../src/tables.ts';
import { onEachDatabase, type TestDatabase } from './support/databases.ts';
import { openDatabase } from './support/raw.ts';

const row = (name: string): PolicyRow => ({ name, rules_json: `{"of":"${name}"}`, version: 1 });
const insert = preparedInsert('policies');

async function openMigrated(t: Test, database: TestDatabase) {
  const opened = await openDatabase(t, await database.createUrl(t));
  await migrateToLatest(opened);
  const { dialect } = opened;
  return {
    write: <T>(work: (connection: Connection) => Promise<T>) => opened.write(db => work({ db, dialect })),
    read: <T>(query: (connection: Connection) => Promise<T>) => opened.read(db => query({ db, dialect }))
  };
}

onEachDatabase('a prepared query is built once for all connections and transactions', async (t, database) => {
  const { read, write } = await openMigrated(t, database);
  let builds = 0;
  const rulesOf = prepared(({ db }, name: string, from: string) => {
    builds += 1;
    return db
      .selectFrom('policies')
      .select('rules_json')
      .where('name', '>=', from)
      .where('name', '=', name)
      .where('name', '!=', 'nobody');
  });

  await write(async connection => {
    for (const name of ['a', 'b']) await insert(connection, row(name));
    t.same((await rulesOf(connection, 'a', 'A')).rows, [{ rules_json: '{"of":"a"}' }]);
  });
  const names = ['b', 'a', 'nobody', 'b'];
  const found = await Promise.all(names.map(name => read(connection => rulesOf(connection, name, 'a'))));
  t.same(
    found.map(({ rows }) => rows.map(({ rules_json }) => rules_json)),
    [['{"of":"b"}'], ['{"of":"a"}'], [], ['{"of":"b"}']]
  );
  t.same((await read(connection => rulesOf(connection, 'a', 'b'))).rows, [], 'each parameter in its place');
  const perConnection = database.name.includes('file') ? 2 : 1;
  t.ok(builds <= perConnection, `built ${builds} times`);
});

onEachDatabase('a parameter with a default can be given or left out in any order', async (t, database) => {
  const { read, write } = await openMigrated(t, database);
  await write(async connection => {
    for (const name of ['a', 'b', 'c']) await insert(connection, row(name));
  });
  const namesFrom = prepared(({ db }, from: string, to: string = 'b') =>
    db.selectFrom('policies').select('name').where('name', '>=', from).where('name', '<=', to).orderBy('name')
  );
  const found = async (...range: [from: string, to?: string]) => {
    const { rows } = await read(connection => namesFrom(connection, ...range));
    return rows.map(({ name }) => name).join('');
  };
  t.equal(await found('a'), 'ab');
  t.equal(await found('a', 'c'), 'abc');
  t.equal(await found('b'), 'b');
  t.equal(await found('b', undefined), 'b');
  t.equal(await found('b', 'c'), 'bc');
});

onEachDatabase('a row is inserted by its keys, whatever their order', async (t, database) => {
  const { read, write } = await openMigrated(t, database);
  const { name, rules_json, version } = row('reversed');
  await write(async connection => {
    await insert(connection, row('first'));
    await insert(connection, { version, rules_json, name });
    await insert(connection, row('last'));
  });
  const rows = await read(({ db }) => db.selectFrom('policies').selectAll().orderBy('name').execute());
  t.same(rows, [row('first'), row('last'), row('reversed')]);
});

onEachDatabase('a column without a value does not shift those after it', async (t, database) => {
  const { read, write } = await openMigrated(t, database);
  const insertDevice = preparedInsert('devices');
  const device = (device_id: string, last_token_at: number | null | undefined) => ({
    account_id: 'ada',
    last_token_at: last_token_at as number | null,
    device_id,
    name: 'TV',
    class: 'tv' as const,
    state: 'active' as const,
    created_at: 1,
    playable_until: null,
    removed_at: null,
    removed_as: null
  });
  await write(async connection => {
    await insertDevice(connection, device('a', undefined));
    await insertDevice(connection, device('b', 7));
  });
  const rows = await read(({ db }) => db.selectFrom('devices').selectAll().orderBy('device_id').execute());
  t.match(rows, [device('a', null), device('b', 7)]);
});

onEachDatabase('a prepared query that computes with a parameter is refused', async (t, database) => {
  const { read } = await openMigrated(t, database);
  const startingWith = prepared(({ db }, start: string) =>
    db.selectFrom('policies').selectAll().where('name', 'like', `${start}%`)
  );
  await t.rejects(
    read(async connection => startingWith(connection, 'a')),
    /cannot compute with its parameters/
  );
});
