import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';

const example = new URL('../examples/quickstart.mjs', import.meta.url);
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

t.test('the first example is the file that runs, and prints what it says', async t => {
  const [, block] = /<!-- quickstart -->\n```js\n([\s\S]*?)```\n<!-- \/quickstart -->/.exec(readme) ?? [];
  t.equal(block, await readFile(example, 'utf8'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@expressplay-binding/source', fileURLToPath(example)],
    { env: { PATH: process.env.PATH } }
  );
  t.equal(stdout, "ada\n[ 'com.widevine.alpha' ]\nplayer-session-ended\n");
});

t.test('every code of the client itself has its row', async t => {
  const source = await readFile(new URL('../src/errors.ts', import.meta.url), 'utf8');
  const [union = ''] = /type BrowserClientErrorCode =[^;]+/.exec(source) ?? [];
  const codes = Array.from(union.matchAll(/'([a-z-]+)'/g), ([, code]) => code);
  const section = readme.split('\n## Errors\n')[1] ?? '';
  t.strictSame(
    Array.from(section.matchAll(/^\| `([^`]+)`/gm), ([, code]) => code),
    codes
  );
});
