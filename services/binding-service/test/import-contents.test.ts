import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStorage } from '@expressplay-binding/storage-kysely';
import t, { type Test } from 'tap';
import { importContents } from '../src/contents/import-contents.ts';
import { environmentOf } from './support/environment.ts';
import { runSource, spawnSource } from './support/process.ts';

const value = '5ec4e700000000000000000000c0ffee';
const hex = (n: number) => n.toString(16).padStart(32, '0');
const film = (n: number) => ({ contentId: `film-${n}`, kid: hex(n), key: { kind: 'clear', value } });

/** Imports a file into an empty database; what was printed and stored. */
async function importing(t: Test, name: string, text: string) {
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  t.teardown(() => storage.close());
  const path = join(t.testdir(), name);
  await writeFile(path, text);
  const lines: string[] = [];
  const ok = await importContents(path, storage.store, line => lines.push(line));
  const { items } = await storage.store.listContents({ limit: 10 });
  return { ok, lines, items, store: storage.store };
}

const ndjson = (rows: readonly unknown[]) => rows.map(row => JSON.stringify(row)).join('\n');

t.test('contents come from NDJSON with all their members', async t => {
  const whole = {
    ...film(1),
    kid: 'A'.repeat(32),
    iv: '4'.repeat(32),
    title: 'Ä film, "quoted"',
    trackType: 'HD',
    tracks: [
      { kid: hex(9), key: { kind: 'wrapped', ek: '1'.repeat(48), kek: '2'.repeat(32) }, trackType: 'AUDIO' }
    ],
    drmOptions: { widevine: { securityLevel: 3 } }
  };
  const { ok, lines, items } = await importing(t, 'a.ndjson', `${ndjson([whole, film(2)])}\n\n`);
  t.ok(ok);
  t.strictSame(lines, ['2 of 2 rows', 'Imported 2 contents: 2 new, 0 replaced.']);
  t.match(items, [{ ...whole, kid: 'a'.repeat(32) }, film(2)]);
});

t.test('contents come from CSV, with JSON in the columns that need it', async t => {
  const text = [
    'contentId,kid,key.kind,key.value,key.ek,key.kek,iv,title,tracks,drmOptions',
    `film-1,${hex(1)},clear,${value},,,${'4'.repeat(32)},"A ""film"", with a comma",,`,
    `film-2,${hex(2)},wrapped,,${'1'.repeat(48)},${'2'.repeat(32)},,,,"{""widevine"":{""securityLevel"":3}}"`,
    `film-3,${hex(3)},key-storage,,,${'2'.repeat(32)},,,"[{""kid"":""${hex(4)}"",""key"":{""kind"":""clear"",""value"":""${value}""}}]",`
  ].join('\r\n');
  const { ok, items } = await importing(t, 'a.csv', `\uFEFF${text}`);
  t.ok(ok);
  t.match(items, [
    {
      contentId: 'film-1',
      key: { kind: 'clear', value },
      iv: '4'.repeat(32),
      title: 'A "film", with a comma'
    },
    { contentId: 'film-2', key: { kind: 'wrapped' }, drmOptions: { widevine: { securityLevel: 3 } } },
    { contentId: 'film-3', key: { kind: 'key-storage' }, tracks: [{ kid: hex(4) }] }
  ]);
});

t.test('one wrong row imports nothing; each is named by line and member, without its values', async t => {
  const rows = [
    film(1),
    { ...film(2), kid: value.slice(1) },
    { ...film(3), key: { kind: 'clear', value: `${value}0` }, extra: true },
    { kid: hex(4), key: film(4).key },
    [film(5)],
    { ...film(6), tracks: [{ kid: hex(6), key: film(6).key }] },
    film(1),
    { ...film(7), drmOptions: { widevine: { securityLevel: 9 } } }
  ];
  const { ok, lines, items } = await importing(t, 'a.ndjson', `${ndjson(rows)}\n{"kid":"${value}`);
  t.notOk(ok);
  t.strictSame(items, []);
  t.strictSame(lines, [
    'Line 2: /kid does not have the documented format',
    'Line 3: /extra is not a member of this request',
    'Line 3: /key/value must NOT have more than 32 characters',
    'Line 3: /key/value does not have the documented format',
    'Line 4: /contentId is missing',
    'Line 5: / must be an object',
    'Line 6: /tracks/0/kid must not be there twice',
    'Line 7: /contentId is in line 1 too',
    'Line 8: /drmOptions/widevine/securityLevel must be <= 5',
    'Line 9: / is not valid JSON',
    'Nothing is imported: 10 mistakes in 9 rows.'
  ]);
  t.notMatch(lines.join(), value.slice(0, 8));
});

t.test('a long file shows its progress, and can be imported again', async t => {
  const rows = Array.from({ length: 2500 }, (_, i) => film(i + 1));
  const { lines, store } = await importing(t, 'a.ndjson', ndjson(rows));
  t.strictSame(lines, [
    ...[400, 600, 800, 1000, 1400, 1600, 1800, 2000, 2400, 2500].map(saved => `${saved} of 2500 rows`),
    'Imported 2500 contents: 2500 new, 0 replaced.'
  ]);
  const path = join(t.testdir(), 'again.ndjson');
  await writeFile(path, ndjson(rows.slice(0, 3)));
  const again: string[] = [];
  await importContents(path, store, line => again.push(line));
  t.equal(again.at(-1), 'Imported 3 contents: 0 new, 3 replaced.');
});

t.test('an import that is killed leaves nothing behind', async t => {
  const count = 20_000;
  const folder = t.testdir({
    'long.ndjson': ndjson(Array.from({ length: count }, (_, i) => film(i + 1)))
  });
  const url = `sqlite:${join(folder, 'db')}`;
  const environment = environmentOf({ databaseUrl: url, expressPlayUrl: 'http://127.0.0.1:9' });
  const { child, ended } = spawnSource(t, 'bin.ts', environment, [
    'import-contents',
    join(folder, 'long.ndjson')
  ]);
  child.stdout.once('data', () => child.kill('SIGKILL'));
  t.match(await ended, { signal: 'SIGKILL', stdout: /^2000 of 20000 rows\n/ });
  const storage = await openStorage({ url, sealingKeys: environment.SEALING_KEYS!.split(',') });
  t.teardown(() => storage.close());
  t.strictSame((await storage.store.listContents({ limit: 1 })).items, []);
});

t.test('the command ends with 0 or 1, and a sentence where it was called wrongly', async t => {
  const folder = t.testdir({
    'good.ndjson': ndjson([film(1)]),
    'bad.ndjson': '{',
    'a.csv': 'a,b\n1',
    'a.txt': ''
  });
  const environment = {
    ...process.env,
    ...environmentOf({ databaseUrl: `sqlite:${join(folder, 'db')}`, expressPlayUrl: 'http://127.0.0.1:9' })
  };
  const run = (...args: string[]) => runSource(t, 'bin.ts', environment, ['import-contents', ...args]);
  t.match(await run(join(folder, 'good.ndjson')), { code: 0, stdout: /\nImported 1 contents/ });
  t.match(await run(join(folder, 'bad.ndjson')), { code: 1, stdout: /^Line 1: / });
  t.match(await run(join(folder, 'a.csv')), { code: 1, stderr: /is not valid CSV\.\n$/ });
  t.match(await run(join(folder, 'a.txt')), { code: 1, stderr: /^The name of the file must end/ });
  t.match(await run('/none.csv'), { code: 1, stderr: /cannot be read\.\n$/ });
  t.match(await run(), { code: 1, stderr: /^missing required argument 'file'/ });
});
