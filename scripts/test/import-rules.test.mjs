import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { root, toolPath } from '../repository.mjs';

const scope = '@expressplay-binding/';
const config = join(root, '.dependency-cruiser.mjs');

/**
 * Makes a repository of two workspaces with these files, and checks it.
 * @param {import('tap').Test} t
 * @param {Array<{ file: string, source: string }>} files
 * @returns {string[]} Each finding as `rule: from → to`.
 */
function findings(t, ...files) {
  const workspace = (/** @type {string} */ name) => ({
    'package.json': JSON.stringify({ name: scope + name, exports: './src/index.ts' }),
    src: { 'index.ts': 'export const one = 1;', 'other.ts': 'export const two = 2;' }
  });
  const folder = t.testdir({
    packages: {
      'binding-core': workspace('binding-core'),
      'storage-kysely': workspace('storage-kysely')
    },
    node_modules: {
      [scope.slice(0, -1)]: {
        'binding-core': t.fixture('symlink', '../../packages/binding-core'),
        'storage-kysely': t.fixture('symlink', '../../packages/storage-kysely')
      },
      fastify: { 'package.json': '{"name":"fastify","main":"index.js"}', 'index.js': '' }
    }
  });
  for (const { file, source } of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  const { stdout } = spawnSync('depcruise', ['packages', '--config', config, '--output-type', 'json'], {
    cwd: folder,
    env: { ...process.env, PATH: toolPath },
    encoding: 'utf8',
    maxBuffer: 2 ** 26
  });
  /** @type {{ summary: { violations: Array<{ rule: { name: string }, from: string, to: string }> } }} */
  const { summary } = JSON.parse(stdout);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

const core = 'packages/binding-core/src/model.ts';
const storage = 'packages/storage-kysely/src/model.ts';

t.test('an import against the arrows is found, in whatever form', async t => {
  const forms = {
    'import.ts': `import { one } from '@expressplay-binding/storage-kysely';`,
    'type-import.ts': `import type { One } from '@expressplay-binding/storage-kysely';`,
    'side-effect.ts': `import '@expressplay-binding/storage-kysely';`,
    're-export.ts': `export * from '@expressplay-binding/storage-kysely';`,
    'named-re-export.ts': `export { one } from '@expressplay-binding/storage-kysely';`,
    'dynamic-import.ts': `await import('@expressplay-binding/storage-kysely');`
  };
  const files = Object.entries(forms).map(([name, source]) => ({
    file: `packages/binding-core/src/${name}`,
    source
  }));
  t.same(
    findings(t, ...files).sort(),
    files.map(({ file }) => `arrows-of-binding-core: ${file} → packages/storage-kysely/src/index.ts`).sort()
  );
});

t.test('an import along an arrow is allowed, and so is text that only looks like an import', async t => {
  const source = `
    import { one } from '@expressplay-binding/binding-core';
    import { two } from './other.ts';
    // import '@expressplay-binding/expressplay-client';
    export const text = "import '@expressplay-binding/expressplay-client'";`;
  t.same(findings(t, { file: storage, source }), []);
});

t.test('a relative path into another workspace is found, even along an arrow', async t => {
  const source = `import { one } from '../../binding-core/src/index.ts';`;
  t.same(findings(t, { file: storage, source }), [
    `by-name: ${storage} → packages/binding-core/src/index.ts`
  ]);
});

t.test('what a workspace does not export is out of reach', async t => {
  const source = `import { two } from '@expressplay-binding/binding-core/src/other.ts';`;
  t.match(findings(t, { file: storage, source }), [/^resolvable: /]);
});

t.test('a circle of two files is found', async t => {
  const index = 'packages/binding-core/src/index.ts';
  const source = `import { two } from './other.ts'; import type { One } from './index.ts'; export * from './index.ts';`;
  t.same(findings(t, { file: index, source }), [`no-circle: ${index} → ${index}`]);
});

t.test('a library that package.json does not name is found', async t => {
  const source = `import fastify from 'fastify';`;
  t.match(findings(t, { file: 'packages/storage-kysely/src/app.ts', source }), [
    /no-development-dependency/,
    /only-/
  ]);
});

t.test('binding-core reads no file', async t => {
  t.same(findings(t, { file: core, source: `import { readFileSync } from 'node:fs';` }), [
    `pure-core: ${core} → fs`
  ]);
});

t.test('what the resources of the API share imports none of them', async t => {
  const http = 'packages/fastify-binding/src/http/model.ts';
  const source = `import { device } from '../devices/device.ts';`;
  const devices = {
    file: 'packages/fastify-binding/src/devices/device.ts',
    source: 'export const device = 1;'
  };
  t.same(findings(t, devices, { file: http, source }), [
    `no-resource-below: ${http} → packages/fastify-binding/src/devices/device.ts`
  ]);
});
