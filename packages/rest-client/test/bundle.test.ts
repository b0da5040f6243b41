import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import t from 'tap';

const limit = 5 * 1024;

t.test('it takes at most 5 kB of its own, minified and compressed', async t => {
  const size = await compressedSize(['openapi-fetch']);
  t.comment(`${size} bytes of its own, ${await compressedSize([])} with openapi-fetch`);
  t.ok(size > 0 && size <= limit, `${size} bytes`);
});

t.test('it uses nothing of Node', async t => {
  await t.resolves(compressedSize([]), 'a bundle for browsers can be made of it');
});

async function compressedSize(external: string[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
    bundle: true,
    external,
    minify: true,
    format: 'esm',
    // Bundling for a browser fails where a module of Node is imported.
    platform: 'browser',
    target: 'es2022',
    write: false
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
