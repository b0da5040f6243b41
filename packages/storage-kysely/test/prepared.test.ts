import { migrateToLatest } from '../src/index.ts';
import { prepared, preparedInsert } from '../src/prepared.ts';
import type { PolicyRow } from '../src/tables.ts';
import { onEachDatabase } from './support/databases.ts';
import { openDatabase } from './support/raw.ts';

const row = (name: string): PolicyRow => ({ name, rules_json: `{"of":"${name}"}` });

onEachDatabase('a prepared query is built once, in and out of transactions', async (t, database) => {
  const opened = await openDatabase(t, await database.createUrl(t));
  await migrateToLatest(opened);
  let builds = 0;
  const rulesOf = prepared((db, name: string, from: string) => {
    builds += 1;
    return db
      .selectFrom('policies')
      .select('rules_json')
      .where('name', '>=', from)
      .where('name', '=', name)
      .where('name', '!=', 'nobody');
  });
  const insert = preparedInsert('policies');

  await opened.write(async db => {
    for (const name of ['a', 'b']) await insert(db, row(name));
    t.same((await rulesOf(db, 'a', 'A')).rows, [{ rules_json: '{"of":"a"}' }]);
  });
  const names = ['b', 'a', 'nobody', 'b'];
  const found = await Promise.all(names.map(name => opened.read(db => rulesOf(db, name, 'a'))));
  t.same(
    found.map(({ rows }) => rows.map(({ rules_json }) => rules_json)),
    [['{"of":"b"}'], ['{"of":"a"}'], [], ['{"of":"b"}']]
  );
  t.same((await opened.read(db => rulesOf(db, 'a', 'b'))).rows, [], 'each parameter in its place');
  const perConnection = database.name.includes('file') ? 2 : 1;
  t.ok(builds <= perConnection, `built ${builds} times`);
});
