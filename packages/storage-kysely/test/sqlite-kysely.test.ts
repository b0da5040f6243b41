import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { kyselyOn } from '../src/sqlite/kysely.ts';

function openTwice(t: Test) {
  const file = join(t.testdir(), 'notes.db');
  const [ours, theirs] = [new Database(file), new Database(file)];
  t.teardown(() => {
    ours.close();
    theirs.close();
  });
  theirs.exec('create table notes (text text)');
  theirs.exec("insert into notes values ('a')");
  return { ours, theirs };
}

t.test('a statement is compiled once', async t => {
  const { ours } = openTwice(t);
  const compiled: string[] = [];
  const db = kyselyOn({
    prepare(statement) {
      compiled.push(statement);
      return ours.prepare(statement);
    },
    close: () => void ours.close()
  });
  for (const text of ['a', 'b', 'c']) await sql`select * from notes where text = ${text}`.execute(db);
  t.strictSame(compiled, ['select * from notes where text = ?']);
});

t.test('a compiled statement returns the current columns after a change of the table', async t => {
  const { ours, theirs } = openTwice(t);
  const db = kyselyOn(ours);
  const rows = async () => (await sql`select * from notes`.execute(db)).rows;
  t.same(await rows(), [{ text: 'a' }]);
  theirs.exec("alter table notes add column author text default 'b'");
  t.same(await rows(), [{ text: 'a', author: 'b' }]);
  theirs.exec('alter table notes drop column text');
  t.same(await rows(), [{ author: 'b' }]);
});

t.test('each of several queries at the same time gets its own result', async t => {
  const db = kyselyOn(openTwice(t).ours);
  const numbers = Array.from({ length: 500 }, (_, number) => number);
  const answers = numbers.map(async number => (await sql`select ${number} as number`.execute(db)).rows);
  t.same(
    await Promise.all(answers),
    numbers.map(number => [{ number }])
  );
});
