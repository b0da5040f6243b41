import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { bundle } from './support/page.ts';

const limit = 8 * 1024;

t.test('the whole package takes at most 8 kB of a page, minified and compressed', async t => {
  const size = gzipSync(await bundle(), { level: 9 }).length;
  t.comment(`${size} bytes`);
  t.ok(size <= limit, `${size} bytes`);
});

t.test('it depends on nothing', async t => {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  t.strictSame({ ...manifest.dependencies, ...manifest.peerDependencies }, {});
});
