import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import t from 'tap';
import { migrateToLatest } from '../src/index.ts';
import { openDatabase } from './support/raw.ts';

const readme = await read('../README.md');
const example = new URL('../examples/quickstart.mjs', import.meta.url);

function read(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

/** The first cells of a section's table, without the backquotes. */
function firstCells(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return Array.from(section.matchAll(/^\| `([^`]+)`/gm), ([, cell = '']) => cell);
}

t.test('the first example is the same as its file', async t => {
  const [, block] = /<!-- quickstart -->\n```js\n([\s\S]*?)```\n<!-- \/quickstart -->/.exec(readme) ?? [];
  t.equal(block, await read('../examples/quickstart.mjs'));
});

t.test('the first example runs', async t => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@expressplay-binding/source', fileURLToPath(example)],
    { env: { PATH: process.env.PATH } }
  );
  t.equal(stdout, "[ 'Living room TV' ]\n");
});

t.test('every error code has its row', async t => {
  const codes = Array.from(
    (await read('../src/errors.ts')).matchAll(/^ {2}\| '([a-z-]+)'/gm),
    ([, code]) => code
  );
  t.strictSame(firstCells('Errors'), codes);
});

t.test('every table has its row, with its primary key', async t => {
  const database = await openDatabase(t, 'sqlite::memory:');
  await migrateToLatest(database);
  const { rows } = await database.read(db =>
    sql<{ name: string; key: string }>`
      select t.name, group_concat(c.name, ', ' order by c.pk) as key
      from sqlite_master t, pragma_table_info(t.name) c
      where t.type = 'table' and t.name not like 'binding_migration%' and c.pk > 0
      group by t.name`.execute(db)
  );
  const documented = firstCells('Tables');
  const unpadded = readme.replaceAll(/ +/g, ' ');
  t.strictSame(documented.toSorted(), rows.map(({ name }) => name).sort());
  for (const { name, key } of rows) t.match(unpadded, `\n| \`${name}\` | \`${key}\` |`);
});
