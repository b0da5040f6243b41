import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Content } from '@expressplay-binding/binding-core';
import t from 'tap';
import type { Storage } from '../src/index.ts';
import { onEachSharedDatabase, open, sealingKey, testDatabases } from './support/databases.ts';
import { openDatabase, rowsOf, run } from './support/raw.ts';
import { accountId, content, idempotencyRecord, moment } from './support/samples.ts';

const secrets = {
  clear: randomBytes(16).toString('hex'),
  ek: randomBytes(24).toString('hex'),
  kek: randomBytes(16).toString('hex'),
  stored: randomBytes(16).toString('hex'),
  answer: randomBytes(16).toString('hex')
};

const contents: readonly Content[] = [
  { ...content, contentId: 'clear', key: { kind: 'clear', value: secrets.clear } },
  { ...content, contentId: 'wrapped', key: { kind: 'wrapped', ek: secrets.ek, kek: secrets.kek } },
  { ...content, contentId: 'stored', key: { kind: 'key-storage', kek: secrets.stored } }
];

async function plant({ store }: Pick<Storage, 'store'>): Promise<void> {
  for (const planted of contents) await store.saveContent(planted);
  const answer = JSON.stringify({ token: secrets.answer });
  await store.inAccount(accountId, moment, unit =>
    unit.saveIdempotencyRecord({ ...idempotencyRecord, answer })
  );
}

onEachSharedDatabase('no row contains a content key or a stored answer in clear', async (t, database) => {
  const url = await database.createUrl(t);
  await plant(await open(t, url));
  const raw = await openDatabase(t, url);
  const rows = JSON.stringify([await rowsOf(raw, 'contents'), await rowsOf(raw, 'idempotency_records')]);
  t.match(rows, content.kid, 'the kid is no secret');
  for (const secret of Object.values(secrets)) {
    t.notMatch(rows, secret);
    t.notMatch(rows, Buffer.from(secret, 'hex').toString('base64url'));
  }
});

t.test('neither the SQLite file nor its log contains one in clear', async t => {
  const [sqliteFile] = testDatabases;
  const url = await sqliteFile!.createUrl(t);
  await plant(await open(t, url));
  const folder = dirname(url.slice('sqlite:'.length));
  const files = await readdir(folder);
  t.strictSame(files.sort(), ['binding.db', 'binding.db-shm', 'binding.db-wal']);
  const bytes = Buffer.concat(await Promise.all(files.map(file => readFile(join(folder, file)))));
  t.ok(bytes.includes(content.kid), 'the kid is no secret');
  for (const secret of Object.values(secrets)) {
    t.notOk(bytes.includes(secret));
    t.notOk(bytes.includes(Buffer.from(secret, 'hex')));
  }
});

onEachSharedDatabase(
  'after a new key was put in front, the old one opens what it sealed',
  async (t, database) => {
    const url = await database.createUrl(t);
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const before = await open(t, url, { sealingKeys: [oldKey] });
    await plant(before);

    const rotating = await open(t, url, { sealingKeys: [newKey, oldKey] });
    for (const planted of contents)
      t.strictSame(await rotating.store.findContent(planted.contentId), planted);
    t.match(
      (await rotating.store.findIdempotencyRecord(accountId, idempotencyRecord.key))?.answer,
      secrets.answer
    );
    await rotating.store.saveContent(contents[0]!);

    await t.rejects(
      open(t, url, { sealingKeys: [newKey] }),
      { code: 'wrong-sealing-keys' },
      'what was not saved since still needs the old key'
    );
  }
);

onEachSharedDatabase('after resealing, contents no longer need the old key', async (t, database) => {
  const url = await database.createUrl(t);
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const before = await open(t, url, { sealingKeys: [oldKey] });
  const many = Array.from({ length: 120 }, (_, number) => ({ ...content, contentId: `film ${number}` }));
  await Promise.all(many.map(planted => before.store.saveContent(planted)));
  await plant(before);

  const rotating = await open(t, url, { sealingKeys: [newKey, oldKey] });
  await rotating.store.saveContent(contents[0]!);
  t.equal(await rotating.resealContents(), many.length + contents.length - 1, 'all but the one saved since');
  t.equal(await rotating.resealContents(), 0);

  const after = await open(t, url, { sealingKeys: [newKey] });
  for (const planted of [...many, ...contents])
    t.strictSame(await after.store.findContent(planted.contentId), planted);
});

onEachSharedDatabase('resealing stops at a content that no key decrypts', async (t, database) => {
  const url = await database.createUrl(t);
  const storage = await open(t, url);
  await plant(storage);
  await run(
    await openDatabase(t, url),
    "update contents set sealed_keys = 'v1.x.y.z' where content_id = 'wrapped'"
  );
  const unsealable = {
    name: 'StorageError',
    code: 'unsealable',
    message: 'The content key of "wrapped" cannot be opened with the configured sealing keys.'
  };
  const { store, resealContents } = await open(t, url, { sealingKeys: [randomBytes(32), sealingKey] });
  await t.rejects(resealContents(), unsealable);
  await t.rejects(store.findContent('wrapped'), unsealable);
  t.equal(await store.deleteContent('wrapped'), true, 'and can be deleted all the same');
});

onEachSharedDatabase(
  'an encrypted key that was moved to another content cannot be decrypted',
  async (t, database) => {
    const url = await database.createUrl(t);
    const { store } = await open(t, url);
    await plant({ store });
    const raw = await openDatabase(t, url);
    const [clear] = (await rowsOf(raw, 'contents')) as { sealed_keys: string }[];
    await raw.write(db =>
      db
        .updateTable('contents')
        .set({ sealed_keys: clear!.sealed_keys })
        .where('content_id', '=', 'stored')
        .execute()
    );
    await t.rejects(store.findContent('stored'), { code: 'unsealable' });
  }
);

onEachSharedDatabase(
  'a start with other sealing keys is refused, also before anything is stored',
  async (t, database) => {
    const url = await database.createUrl(t);
    await (await open(t, url)).close();
    const start = (...sealingKeys: Uint8Array[]) => open(t, url, { sealingKeys });
    const refusal = { name: 'StorageError', code: 'wrong-sealing-keys' };
    await t.rejects(start(randomBytes(32)), refusal);

    const next = randomBytes(32);
    const rotating = await start(next, sealingKey);
    await rotating.store.saveContent(content);
    await t.rejects(start(next), refusal, 'the rotation is not over');
    await rotating.resealContents();
    t.strictSame(await (await start(next)).store.findContent(content.contentId), content);
    await t.rejects(start(sealingKey), refusal);
  }
);

onEachSharedDatabase(
  'in a database without a canary a content shows whether the sealing keys are right',
  async (t, database) => {
    const url = await database.createUrl(t);
    const first = await open(t, url);
    await first.store.saveContent(content);
    await first.close();
    await run(await openDatabase(t, url), 'delete from sealing_canaries');
    await t.rejects(open(t, url, { sealingKeys: [randomBytes(32)] }), { code: 'wrong-sealing-keys' });
    t.strictSame(await (await open(t, url)).store.findContent(content.contentId), content);
  }
);

onEachSharedDatabase('one content that cannot be decrypted does not hide the others', async (t, database) => {
  const url = await database.createUrl(t);
  const { store } = await open(t, url);
  await store.saveContent({ ...content, contentId: 'a' });
  await store.saveContent({ ...content, contentId: 'b' });
  await run(
    await openDatabase(t, url),
    "update contents set sealed_keys = 'v1.moved.x.y' where content_id = 'a'"
  );
  const { items } = await store.listContents({ limit: 10 });
  t.strictSame(
    items.map(({ contentId, key }) => [contentId, key?.kind]),
    [
      ['a', undefined],
      ['b', content.key.kind]
    ]
  );
});
