import { setImmediate as nextEvent, setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import t from 'tap';
import { createSealer, createSqliteDatabase, createStore, migrateToLatest } from '../src/index.ts';
import { createSharedReads } from '../src/shared-reads.ts';
import { onEachDatabase, onEachSharedDatabase, open, openEmpty, sealingKey } from './support/databases.ts';
import { apiKey, auditEvent, content, evidence, moment } from './support/samples.ts';

const hash = 'a'.repeat(64);

onEachDatabase('a write to a shared table is read at once', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { contentId } = content;
  for (const title of ['first', 'second']) {
    await store.saveContent({ ...content, title });
    t.equal((await store.findContent(contentId))?.title, title);
  }
  await store.deleteContent(contentId);
  t.equal(await store.findContent(contentId), undefined);

  t.equal(await store.findApiKeyGrant(hash), undefined);
  await store.insertApiKey(apiKey, hash, () => ({ auditEvent }));
  t.equal((await store.findApiKeyGrant(hash))?.keyId, apiKey.keyId);
  await store.revokeApiKey(apiKey.keyId, moment + 1, () => ({
    auditEvent: { ...auditEvent, eventId: 'aud_revoked' }
  }));
  t.equal(await store.findApiKeyGrant(hash), undefined);

  for (const at of [moment, moment + 1]) {
    await store.saveBindingEvidence({ ...evidence, at });
    t.equal((await store.findBindingEvidence(evidence.drm))[0]?.at, at);
  }
});

onEachSharedDatabase(
  'what another process wrote to a shared table is read by the next event, on MySQL within a second',
  async (t, database) => {
    const url = await database.createUrl(t);
    const [mine, theirs] = [await open(t, url), await open(t, url)];
    await theirs.store.insertApiKey(apiKey, hash, () => ({ auditEvent }));
    t.equal((await mine.store.findApiKeyGrant(hash))?.keyId, apiKey.keyId);
    await theirs.store.revokeApiKey(apiKey.keyId, moment + 1, () => ({
      auditEvent: { ...auditEvent, eventId: 'aud_revoked' }
    }));
    await (database.name === 'MySQL' ? sleep(1_100) : nextEvent());
    t.equal(await mine.store.findApiKeyGrant(hash), undefined);
  }
);

t.test('on SQLite a row is read once until somebody writes', async t => {
  const statements: unknown[] = [];
  const connection = new Database(':memory:', { verbose: statement => statements.push(statement) });
  const database = createSqliteDatabase(connection);
  t.teardown(() => database.close());
  await migrateToLatest(database);
  const store = createStore(database, createSealer([sealingKey]));
  await store.saveContent(content);
  const readsOf = async (id: string) => {
    statements.length = 0;
    const found = await store.findContent(id);
    await nextEvent();
    return [found?.title, statements.filter(statement => /from "contents"/.test(String(statement))).length];
  };
  t.strictSame(await readsOf(content.contentId), [content.title, 1]);
  t.strictSame(await readsOf(content.contentId), [content.title, 0]);
  t.strictSame(await readsOf('another'), [undefined, 1]);
  t.strictSame(await readsOf('another'), [undefined, 0], 'that there is none, too');
});

t.test('a result that was read before a write is not cached after it', async t => {
  const shared = createSharedReads();
  const answer = Promise.withResolvers<string>();
  const slow = shared.read('key', () => answer.promise);
  shared.forget();
  answer.resolve('old');
  t.equal(await slow, 'old');
  t.equal(await shared.read('key', async () => 'new'), 'new');
  t.equal(await shared.read('key', async () => 'newer'), 'new');
  shared.forget();
  t.equal(await shared.read('key', async () => 'newer'), 'newer');
});

t.test('a query that failed runs again', async t => {
  const shared = createSharedReads();
  await t.rejects(shared.read('key', () => Promise.reject(new Error('no'))));
  t.equal(await shared.read('key', async () => 'yes'), 'yes');
});

t.test('who asks for what is not there evicts nothing that is', async t => {
  const reads = createSharedReads();
  let queries = 0;
  const read = (key: string, value?: string) =>
    reads.read(key, async () => {
      queries += 1;
      return value;
    });
  await read('content film', 'film');
  for (let i = 0; i < 5000; i++) await read(`API key ${i}`);
  queries = 0;
  t.equal(await read('content film', 'film'), 'film');
  t.equal(queries, 0);
});
