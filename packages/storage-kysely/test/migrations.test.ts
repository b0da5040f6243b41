import { sql } from 'kysely';
import t from 'tap';
import { type BindingDatabase, migrateToLatest, StorageError } from '../src/index.ts';
import { migrations } from '../src/migrations/migrate-to-latest.ts';
import { sqliteDialect } from '../src/sqlite/dialect.ts';
import { onEachDatabase, onEachSharedDatabase, open } from './support/databases.ts';
import { exitCode, startProcess } from './support/processes.ts';
import { openDatabase, run } from './support/raw.ts';
import { content } from './support/samples.ts';

/** The store's tables, without those that migrating and caching keep for themselves. */
async function tablesOf(database: BindingDatabase): Promise<string[]> {
  const tables = await database.alter(db => db.introspection.getTables());
  return tables
    .map(({ name }) => name)
    .filter(name => !/^binding_(migration|shared_changes|write_checks)/.test(name));
}

onEachSharedDatabase('processes that start together migrate once', async (t, database) => {
  const url = await database.createUrl(t);
  const starting = [1, 2, 3].map(() => startProcess(t, 'migrate-process.ts', url));
  t.strictSame(await Promise.all(starting.map(exitCode)), [0, 0, 0]);
  const { store } = await open(t, url);
  t.same((await store.saveContent(content)).created, true);
});

onEachSharedDatabase('storages that one process opens together migrate once', async (t, database) => {
  const url = await database.createUrl(t);
  const applied: object[] = [];
  const logger = { info: (facts: object) => void applied.push(facts), warn() {} };
  await Promise.all([1, 2, 3].map(() => open(t, url, { logger })));
  const names = Object.keys(migrations(sqliteDialect));
  t.strictSame(
    applied,
    names.map(migration => ({ migration }))
  );
});

onEachSharedDatabase('stored data is kept when the database is opened again', async (t, database) => {
  const url = await database.createUrl(t);
  const first = await open(t, url);
  await first.store.saveContent(content);
  await first.close();
  const second = await open(t, url);
  t.strictSame(await second.store.findContent(content.contentId), content);
});

onEachSharedDatabase('an interrupted migration is finished by the next start', async (t, database) => {
  const url = await database.createUrl(t);
  const first = await open(t, url);
  await first.store.saveContent(content);
  const raw = await openDatabase(t, url);
  await run(raw, 'drop table tokens');
  await run(raw, 'drop table api_keys');
  await run(raw, 'delete from binding_migrations');

  const second = await open(t, url);
  t.strictSame(await second.store.listTokens('ada', { limit: 1 }), { items: [] });
  t.strictSame(await second.store.listApiKeys({ limit: 1 }), { items: [] });
  t.strictSame(await second.store.findContent(content.contentId), content);
});

onEachSharedDatabase('tables of a later version are not changed', async (t, database) => {
  const url = await database.createUrl(t);
  await open(t, url);
  const raw = await openDatabase(t, url);
  await run(raw, "insert into binding_migrations values ('9999-later', '2030-01-01T00:00:00.000Z')");
  const refused = await open(t, url).catch((error: unknown) => error);
  t.type(refused, StorageError);
  t.match(refused, { code: 'migration-failed', message: /9999-later/ });
});

onEachDatabase('migrating down drops all tables', async (t, database) => {
  const raw = await openDatabase(t, await database.createUrl(t));
  await migrateToLatest(raw);
  t.ok((await tablesOf(raw)).length > 17);
  await raw.alter(async db => {
    for (const migration of Object.values(migrations(raw.dialect)).reverse()) await migration.down?.(db);
  });
  t.strictSame(await tablesOf(raw), []);
});

t.test('the primary key of every table of accounts begins with the account id', async t => {
  // The feed has one order of the events of all accounts.
  const raw = await openDatabase(t, 'sqlite::memory:');
  await migrateToLatest(raw);
  const { rows } = await raw.read(db =>
    sql<{
      sql: string;
    }>`select sql from sqlite_master where sql like '%account_id%' and type = 'table'
      and name not in ('events', 'unpublished_events')`.execute(db)
  );
  t.equal(rows.length, 13);
  for (const { sql: statement } of rows) t.match(statement, /primary key \("account_id"[,)]/);
});

t.test('migrating an unreachable database fails with unreachable', async t => {
  const database = await openDatabase(t, 'mysql://root@127.0.0.1:1/none');
  await t.rejects(migrateToLatest(database), { name: 'StorageError', code: 'unreachable' });
});
