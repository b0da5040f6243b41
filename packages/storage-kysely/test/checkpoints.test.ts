import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { createSealer, createSqliteDatabase, createStore, migrateToLatest } from '../src/index.ts';
import { lastResort, startCheckpoints } from '../src/sqlite/checkpoints.ts';
import { openWriteAheadLog } from '../src/sqlite/write-ahead-log.ts';
import { sealingKey } from './support/databases.ts';
import { accountId, moment, token } from './support/samples.ts';

const page = 4096;
const longestLog = 100;

/** A store whose log is copied by a thread that looks at `threadFile`. */
async function openWithThread(t: Test, threadFile: (file: string) => string) {
  const file = join(t.testdir(), 'binding.db');
  const writer = new Database(file, { timeout: 0 });
  writer.pragma('journal_mode = wal');
  writer.pragma('synchronous = normal');
  writer.pragma(`wal_autocheckpoint = ${lastResort}`);
  writer.exec('begin immediate; commit');
  const database = createSqliteDatabase(writer, {
    reader: new Database(file, { readonly: true }),
    log: await openWriteAheadLog(file),
    checkpoints: queue => startCheckpoints(threadFile(file), queue, { interval: 5, longestLog })
  });
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([sealingKey]));
  const issue = (number: number) =>
    store.inAccount(accountId, moment, unit =>
      unit.insertToken({ ...token, tokenId: `tok_${number}`, deviceId: undefined, persistent: false })
    );
  return { file, store, issue };
}

t.test('the log stays short while units never stop to commit', async t => {
  const { file, store, issue } = await openWithThread(t, file => file);
  // Only checkpoints write into the database itself: the first one shows that the thread runs.
  const { mtimeMs } = await stat(file);
  let issued = 0;
  for (; (await stat(file)).mtimeMs === mtimeMs; issued += 1) {
    await issue(issued);
    await setTimeout(10);
  }
  const before = (await stat(`${file}-wal`)).size;
  const tokens = issued + 3000;
  await Promise.all(
    [0, 1].map(async () => {
      while (issued < tokens) await issue(issued++);
    })
  );
  const growth = (await stat(`${file}-wal`)).size - before;
  t.ok(growth < 10 * longestLog * page, `${growth} bytes`);
  t.equal((await store.listTokens(accountId, { limit: issued + 1 })).items.length, issued);
});

t.test('units go on if the thread is gone', async t => {
  const { store, issue } = await openWithThread(t, () => '/dev/null/none.db');
  for (let number = 0; number < 50; number += 1) await issue(number);
  t.equal((await store.listTokens(accountId, { limit: 100 })).items.length, 50);
});
