import { sql } from 'kysely';
import t from 'tap';
import { connectMysql, type StorageLogger } from '../src/index.ts';
import { testDatabases } from './support/databases.ts';
import { run } from './support/raw.ts';

function collect() {
  const warnings: object[] = [];
  const logger: StorageLogger = { info() {}, warn: facts => void warnings.push(facts) };
  return { logger, warnings };
}

for (const database of testDatabases.filter(({ name }) => name === 'MySQL'))
  t.test('on MySQL two transactions in a deadlock both succeed', async t => {
    const { logger, warnings } = collect();
    const mysql = connectMysql(await database.createUrl(t), {}, logger);
    t.teardown(() => mysql.close());
    await run(mysql, 'create table counters (id integer primary key, value integer) engine innodb');
    await run(mysql, 'insert into counters values (1, 0), (2, 0)');

    const bothHoldOne = Promise.withResolvers<void>();
    let holders = 0;
    const count = (first: number, second: number) =>
      mysql.write(async db => {
        const add = (id: number) => sql`update counters set value = value + 1 where id = ${id}`.execute(db);
        await add(first);
        holders += 1;
        if (holders === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await add(second);
      });
    await Promise.all([count(1, 2), count(2, 1)]);

    const { rows } = await mysql.read(db => sql`select value from counters order by id`.execute(db));
    t.same(rows, [{ value: 2 }, { value: 2 }]);
    t.strictSame(warnings, [{ code: 'ER_LOCK_DEADLOCK', attempt: 1 }]);
  });
