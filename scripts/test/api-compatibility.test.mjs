import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { breakingChanges } from '../api-compatibility.mjs';
import { root } from '../repository.mjs';

const document = readFileSync(join(root, 'docs/openapi.json'), 'utf8');

/**
 * The breaking changes that a change of the document makes.
 * @param {(document: any) => void} change
 */
function changesAfter(change) {
  const changed = JSON.parse(document);
  change(changed);
  return breakingChanges(JSON.parse(document), changed);
}

/** @type {[what: string, change: (document: any) => void, expected: RegExp][]} */
const breaking = [
  [
    'an operation that is gone',
    ({ paths }) => delete paths['/v1/contents'].get,
    /^GET \/v1\/contents is gone$/
  ],
  [
    'another scope',
    ({ paths }) => {
      paths['/v1/contents'].get.security = [{ apiKey: ['staff'] }];
    },
    /another scope/
  ],
  [
    'a query parameter that is gone',
    ({ paths }) => paths['/v1/contents'].get.parameters.shift(),
    /query parameter limit is gone/
  ],
  [
    'a member of an answer that is gone',
    ({ components }) => delete components.schemas.Device.properties.name,
    /answer 200.*\/name is gone/
  ],
  [
    'a member of an answer that may be absent',
    ({ components }) => components.schemas.Device.required.shift(),
    /may be absent/
  ],
  [
    'a member of a request that is required',
    ({ components }) => components.schemas.SaveContent.required.push('title'),
    /body\/title is required/
  ],
  [
    'a word that a request may no longer have',
    ({ components }) => components.schemas.StartRegistration.properties.drm.enum.shift(),
    /may no longer be widevine/
  ],
  [
    'a lower limit',
    ({ components }) => {
      components.schemas.SaveContent.properties.title.maxLength = 1;
    },
    /lower maxLength/
  ],
  [
    'an alternative that a request may no longer have',
    ({ components }) => components.schemas.ContentKey.oneOf.shift(),
    /may no longer be #\/components\/schemas\/ClearContentKey/
  ],
  [
    'another type',
    ({ components }) => {
      components.schemas.Policy.properties.maxDevices.type = 'string';
    },
    /maxDevices is string, was integer/
  ]
];

for (const [what, change, expected] of breaking)
  t.test(`${what} breaks clients`, async t => {
    const changes = changesAfter(change);
    t.ok(
      changes.some(text => expected.test(text)),
      changes.join('\n')
    );
  });

t.test('what clients cannot notice does not break them', async t => {
  t.strictSame(
    changesAfter(({ paths, components }) => {
      const { get } = paths['/v1/contents'];
      paths['/v1/new'] = { get };
      get.parameters.push({ in: 'query', name: 'new', schema: { type: 'string' } });
      components.schemas.Device.properties.new = { type: 'string' };
      components.schemas.Device.properties.class.enum.push('watch');
      components.schemas.SaveContent.properties.title.maxLength = 10_000;
      components.schemas.SaveContent.properties.new = { type: 'string' };
      components.schemas.Problem.properties.code.enum.push('new');
    }),
    []
  );
});
