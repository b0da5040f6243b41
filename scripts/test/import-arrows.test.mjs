import t from 'tap';
import { arrows, forbiddenUses } from '../import-arrows.mjs';
import { workspaces } from '../repository.mjs';

/**
 * @param {import('tap').Test} t
 * @param {string} name
 * @param {{ source?: string, manifest?: object }} content
 */
function findings(t, name, { source = '', manifest = {} }) {
  const folder = t.testdir({ src: { model: { 'device.ts': source } } });
  return forbiddenUses({
    path: `packages/${name}`,
    folder,
    manifest: { name: `@expressplay-binding/${name}`, ...manifest }
  });
}

const fromCore = 'packages/binding-core/src/model/device.ts imports';

t.test('every workspace has its row, and no row is left over', async t => {
  const folders = workspaces().map(({ path }) => path.split('/')[1]);
  t.same(Object.keys(arrows).sort(), folders.sort());
});

t.test('the arrows form no circle', async t => {
  /** @type {(name: string, seen: string[]) => void} */
  const walk = (name, seen) => {
    t.notOk(seen.includes(name), [...seen, name].join(' → '));
    for (const next of arrows[name] ?? []) walk(next, [...seen, name]);
  };
  for (const name of Object.keys(arrows)) walk(name, []);
});

for (const [kind, source] of Object.entries({
  import: `import { open } from '@expressplay-binding/storage-kysely';`,
  'type import': `import type { Storage } from '@expressplay-binding/storage-kysely';`,
  'side-effect import': `import '@expressplay-binding/storage-kysely';`,
  're-export': `export * from '@expressplay-binding/storage-kysely';`,
  'named re-export': `export { open } from '@expressplay-binding/storage-kysely';`,
  'dynamic import': `await import('@expressplay-binding/storage-kysely');`
})) {
  t.test(`a forbidden ${kind} is found`, async t => {
    t.same(findings(t, 'binding-core', { source }), [`${fromCore} @expressplay-binding/storage-kysely`]);
  });
}

t.test('a subpath of a forbidden workspace is forbidden', async t => {
  const source = `import '@expressplay-binding/storage-kysely/testing';`;
  t.same(findings(t, 'binding-core', { source }), [
    `${fromCore} @expressplay-binding/storage-kysely/testing`
  ]);
});

t.test('a relative path into another workspace is forbidden', async t => {
  const specifier = '../../../storage-kysely/src/index.ts';
  t.same(findings(t, 'binding-core', { source: `import '${specifier}';` }), [`${fromCore} ${specifier}`]);
});

t.test(
  'relative imports inside the sources, other packages and text that looks like an import are allowed',
  async t => {
    const source = `
    import { a } from '../ports/clock.ts';
    import fastify from 'fastify';
    // import '@expressplay-binding/storage-kysely';
    const text = "import '@expressplay-binding/storage-kysely'";
  `;
    t.same(findings(t, 'binding-core', { source }), []);
  }
);

t.test('an import along an arrow is allowed', async t => {
  const source = `import type { Device } from '@expressplay-binding/binding-core';`;
  t.same(findings(t, 'storage-kysely', { source }), []);
});

t.test('a forbidden dependency is found, a development one is not', async t => {
  const other = { '@expressplay-binding/expressplay-emulator': 'workspace:^' };
  t.same(findings(t, 'expressplay-client', { manifest: { devDependencies: other } }), []);
  for (const member of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
    t.same(findings(t, 'expressplay-client', { manifest: { [member]: other } }), [
      'packages/expressplay-client/package.json depends on @expressplay-binding/expressplay-emulator'
    ]);
  }
});

t.test('a workspace without a row is a finding', async t => {
  t.same(findings(t, 'new-one', {}), ['packages/new-one has no row in scripts/import-arrows.mjs']);
});
