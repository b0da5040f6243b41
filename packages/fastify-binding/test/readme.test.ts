import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import * as api from '../src/index.ts';

const readme = await read('../README.md');
const example = new URL('../examples/quickstart.mjs', import.meta.url);

t.test('the first example is the file in examples/', async t => {
  const [, block] = /<!-- quickstart -->\n```js\n([\s\S]*?)```\n<!-- \/quickstart -->/.exec(readme) ?? [];
  t.equal(block, await read('../examples/quickstart.mjs'));
});

t.test('the first example runs, and ExpressPlay refuses the second device', async t => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@expressplay-binding/source', fileURLToPath(example)],
    { env: { PATH: process.env.PATH } }
  );
  t.equal(stdout, 'Living room TV: 200\nAnother device: 403\n');
});

t.test('every export has a row in the README', async t => {
  const section = readme.split('\n## What is in it\n')[1]?.split('\n## ')[0] ?? '';
  const documented = Array.from(section.matchAll(/^\| (`[^|]+`) \|/gm), ([, cell = '']) =>
    Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name)
  ).flat();
  t.strictSame(documented.sort(), Object.keys(api).sort());
});

function read(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}
