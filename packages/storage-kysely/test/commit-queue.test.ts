import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { createCommitQueue } from '../src/sqlite/commit-queue.ts';
import { createSession } from '../src/sqlite/session.ts';

/** A queue on a database with one table, and the statements that went through its connection. */
function setUp(t: Test, file = ':memory:', sync?: () => Promise<void>, patience?: number) {
  const database = new Database(file, { timeout: 0 });
  t.teardown(() => database.close());
  database.exec('create table if not exists notes (text text primary key)');
  const statements: string[] = [];
  /** Statements that the connection refuses to run. */
  const refused = new Set<string>();
  const connection = {
    get inTransaction() {
      return database.inTransaction;
    },
    exec(sql: string) {
      statements.push(sql);
      if (refused.has(sql)) throw new Error(`no ${sql}`);
      return database.exec(sql);
    }
  };
  const session = createSession(connection, { sync });
  const queue = createCommitQueue(connection, session, patience);
  return {
    database,
    session,
    queue,
    refused,
    statements,
    count: (sql: string) => statements.filter(statement => statement === sql).length,
    insert: (text: string) => async () => void database.prepare('insert into notes values (?)').run(text),
    notes: () => database.prepare('select text from notes order by text').pluck().all()
  };
}

t.test('units that wait at the same time share one commit', async t => {
  const { queue, insert, notes, count } = setUp(t);
  await Promise.all(['a', 'b', 'c'].map(text => queue.run(insert(text))));
  t.strictSame(notes(), ['a', 'b', 'c']);
  t.equal(count('begin immediate'), 1);
  t.equal(count('commit'), 1);
});

t.test('work between two groups keeps units waiting, and whatever happens to it, they go on', async t => {
  const { queue, session, insert, notes } = setUp(t);
  const events: string[] = [];
  const paused = queue.between(async () => {
    events.push(session.state);
    await setTimeout(5);
    events.push('paused');
    throw new Error('no');
  });
  const unit = queue.run(insert('a')).then(() => events.push('unit'));
  await Promise.all([paused, unit]);
  t.strictSame(events, ['idle', 'paused', 'unit']);
  t.strictSame(notes(), ['a']);
});

t.test('a group has a maximum size', async t => {
  const { queue, count, insert, notes } = setUp(t);
  await Promise.all(Array.from({ length: 65 }, (_, number) => queue.run(insert(`${number}`))));
  t.equal(notes().length, 65);
  t.equal(count('commit'), 2);
});

t.test('units run one after the other in the order in which they came', async t => {
  const { queue } = setUp(t);
  const events: string[] = [];
  const unit = (name: string) => async () => {
    events.push(`${name} begins`);
    await setTimeout(1);
    events.push(`${name} ends`);
  };
  await Promise.all(['a', 'b'].map(name => queue.run(unit(name))));
  t.strictSame(events, ['a begins', 'a ends', 'b begins', 'b ends']);
});

t.test('a unit that throws undoes only its own writes', async t => {
  const { queue, insert, notes } = setUp(t);
  const failure = new Error('no');
  const outcomes = await Promise.allSettled([
    queue.run(insert('a')),
    queue.run(async () => {
      await insert('b')();
      throw failure;
    }),
    queue.run(insert('c'))
  ]);
  t.strictSame(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled']
  );
  t.equal((outcomes[1] as PromiseRejectedResult).reason, failure);
  t.strictSame(notes(), ['a', 'c']);
});

t.test('no caller learns an outcome before the commit', async t => {
  const { queue, insert, statements } = setUp(t);
  const seen: (string | undefined)[] = [];
  const note = () => void seen.push(statements.at(-1));
  const failing = async () => {
    throw new Error('no');
  };
  await Promise.allSettled([queue.run(insert('a')).then(note), queue.run(failing).catch(note)]);
  t.strictSame(seen, ['commit', 'commit']);
});

t.test('if a commit fails, the whole group fails and the next group succeeds', async t => {
  const { database, queue, insert, notes } = setUp(t);
  database.pragma('foreign_keys = on');
  database.exec('create table answers (text text references notes deferrable initially deferred)');
  const dangling = async () => void database.exec("insert into answers values ('to nobody')");
  const outcomes = await Promise.allSettled([queue.run(insert('a')), queue.run(dangling)]);
  for (const outcome of outcomes)
    t.match(outcome, { status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
  t.strictSame(notes(), []);
  await queue.run(insert('b'));
  t.strictSame(notes(), ['b']);
});

t.test('if SQLite rolls back the transaction for a statement, the whole group fails', async t => {
  const { database, queue, insert, notes } = setUp(t);
  await queue.run(insert('a'));
  const giveUp = async () => void database.exec("insert or rollback into notes values ('a')");
  const outcomes = await Promise.allSettled([
    queue.run(insert('b')),
    queue.run(giveUp),
    queue.run(insert('c'))
  ]);
  t.strictSame(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected']
  );
  t.strictSame(notes(), ['a']);
});

t.test('while another connection writes, units wait without blocking the event loop', async t => {
  const file = join(t.testdir(), 'notes.db');
  const { queue, insert, notes } = setUp(t, file);
  const other = new Database(file);
  t.teardown(() => other.close());
  other.exec('begin immediate');
  const unit = queue.run(insert('a'));
  await setTimeout(30);
  other.exec('commit');
  await unit;
  t.strictSame(notes(), ['a']);
});

t.test('if no transaction can begin, every waiting unit is rejected', async t => {
  const { database, queue, insert } = setUp(t);
  database.close();
  for (const outcome of await Promise.allSettled([queue.run(insert('a')), queue.run(insert('b'))]))
    t.match(outcome, { status: 'rejected', reason: { message: /not open/ } });
});

t.test('draining ends when every unit has its outcome', async t => {
  const { queue, insert, notes } = setUp(t);
  await queue.drained();
  void queue.run(insert('a'));
  void queue.run(insert('b'));
  await queue.drained();
  t.strictSame(notes(), ['a', 'b']);
});

t.test('no caller learns an outcome before it is synced, and meanwhile the next group gathers', async t => {
  const syncs: (() => void)[] = [];
  const sync = () => new Promise<void>(resolve => syncs.push(resolve));
  const { queue, session, insert, notes, count } = setUp(t, ':memory:', sync);
  const told: string[] = [];
  const run = (text: string) => queue.run(insert(text)).then(() => told.push(text));
  const first = run('a');
  while (syncs.length < 1) await setTimeout(1);
  t.strictSame([notes(), told], [['a'], []]);

  const others = [run('b'), run('c')];
  let synced = false;
  const reading = session.synced().then(() => {
    synced = true;
  });
  await setTimeout(5);
  t.strictSame([notes(), synced], [['a'], false], 'whoever reads waits, too');

  syncs[0]!();
  await Promise.all([first, reading]);
  t.strictSame(told, ['a']);
  while (syncs.length < 2) await setTimeout(1);
  syncs[1]!();
  await Promise.all(others);
  t.strictSame([notes(), told, count('commit')], [['a', 'b', 'c'], ['a', 'b', 'c'], 2]);
});

t.test('after a failed sync every unit is rejected', async t => {
  const failure = new Error('no space left');
  const { queue, session, insert, notes } = setUp(t, ':memory:', () => Promise.reject(failure));
  await t.rejects(queue.run(insert('a')), failure);
  await t.rejects(session.synced(), failure);
  await t.rejects(queue.run(insert('b')), failure);
  t.equal(session.state, 'failed');
  t.strictSame(notes(), ['a'], 'nobody knows whether it is on the disk');
});

t.test('after a failed rollback no caller is left waiting and every unit is rejected', async t => {
  const { queue, session, refused, insert } = setUp(t);
  refused.add('commit').add('rollback');
  const outcomes = await Promise.allSettled([queue.run(insert('a')), queue.run(insert('b'))]);
  for (const outcome of outcomes) t.match(outcome, { status: 'rejected', reason: { message: 'no commit' } });
  t.equal(session.state, 'failed');
  await t.rejects(queue.run(insert('c')), { message: 'no rollback' });
  t.throws(
    () => session.beginSnapshot(),
    { message: 'no rollback' },
    'the connection shows uncommitted writes'
  );
  await queue.drained();
});

t.test('a unit counts its time in the queue as time that it waited for the file', async t => {
  const file = join(t.testdir(), 'held.db');
  const { queue, insert, count } = setUp(t, file, undefined, 200);
  const holder = new Database(file);
  t.teardown(() => holder.close());
  holder.exec('begin immediate');
  const groups = 4;
  const units = Array.from({ length: groups * 64 }, (_, number) => queue.run(insert(`${number}`)));
  const settled = Promise.allSettled(units);
  await t.rejects(Promise.race(units));
  const first = count('begin immediate');
  t.ok(first > 5, `the first group tries again and again for 200 ms: ${first} attempts`);
  t.ok((await settled).every(({ status }) => status === 'rejected'));
  t.equal(count('begin immediate') - first, groups - 1, 'each later group tries once');
  const before = count('begin immediate');
  await t.rejects(queue.run(insert('later')));
  t.ok(count('begin immediate') - before > 5, 'a unit that comes later has its whole time');
});
