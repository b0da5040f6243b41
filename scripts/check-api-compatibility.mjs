// Fails if docs/openapi.json breaks clients of the released document, or has an operation that docs/api-changelog.md does not name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges, operationsOf } from './api-compatibility.mjs';
import { root } from './repository.mjs';

const read = (/** @type {string} */ name) => readFileSync(join(root, 'docs', name), 'utf8');
const released = JSON.parse(read('openapi-v1-released.json'));
const current = JSON.parse(read('openapi.json'));
const changelog = read('api-changelog.md');

const known = operationsOf(released);
const untold = [...operationsOf(current).keys()].filter(
  name => !known.has(name) && !changelog.includes(`\`${name}\``)
);
const complaints = [
  ...breakingChanges(released, current).map(change => `Breaks clients of v1: ${change}`),
  ...untold.map(name => `docs/api-changelog.md does not name the new operation \`${name}\``)
];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
