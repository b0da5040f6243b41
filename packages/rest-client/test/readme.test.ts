import { readFile } from 'node:fs/promises';
import t from 'tap';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const readme = await read('../README.md');

t.test('the first example is the file that runs', async t => {
  const [, block] = /<!-- quickstart -->\n```js\n([\s\S]*?)```\n<!-- \/quickstart -->/.exec(readme) ?? [];
  t.equal(block, await read('../examples/quickstart.mjs'));
});

t.test('every option and every code of the client itself has its row', async t => {
  const rows = (heading: string) => {
    const [section = ''] = (readme.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ');
    return Array.from(section.matchAll(/^\| `([^`]+)` \|/gm), ([, name]) => name);
  };
  const [, names = ''] = /const rules: .*? = \{\n([\s\S]*?)\n\};/.exec(await read('../src/client.ts')) ?? [];
  t.strictSame(
    rows('Options'),
    Array.from(names.matchAll(/^ {2}(\w+):/gm), ([, name]) => name)
  );
  const [union = ''] = /type RestClientErrorCode =[^;]+/.exec(await read('../src/error.ts')) ?? [];
  const codes = Array.from(union.matchAll(/'([a-z-]+)'/g), ([, code]) => code);
  t.ok(codes.length > 0);
  t.strictSame(rows('Errors').slice(-codes.length), codes);
});
