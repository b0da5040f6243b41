import { readFile } from 'node:fs/promises';
import t from 'tap';
import { configurationPage } from '../scripts/configuration-page.ts';
import { problemsPage } from '../scripts/problems-page.ts';
import { openapiDocument } from '../src/openapi-document.ts';

const docs = new URL('../../../docs/', import.meta.url);
const committed = (name: string) => readFile(new URL(name, docs), 'utf8');
const how = 'run `npm run docs` in services/binding-service';

interface Published {
  readonly paths: Record<string, Record<string, Record<string, object>>>;
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
}

async function published(): Promise<Published> {
  return (await openapiDocument()) as Published;
}

t.test('the committed pages are what the code says today', async t => {
  t.equal(await committed('configuration.md'), configurationPage(), how);
  t.equal(await committed('problems.md'), problemsPage(), how);
  t.equal(await committed('openapi.json'), `${JSON.stringify(await openapiDocument(), null, 2)}\n`, how);
});

t.test('every heading that an operation is under has a description', async t => {
  const { paths, tags } = await published();
  const described = tags.filter(({ description }) => description).map(({ name }) => name);
  const used = Object.values(paths).flatMap(path => Object.values(path).flatMap(operation => operation.tags));
  t.strictSame([...new Set(used)].sort(), described.sort());
});

t.test('every operation has a name, a summary, a tag and its refusals', async t => {
  const { paths } = await published();
  const operations = Object.values(paths).flatMap(path => Object.values(path));
  const names = operations.map(({ operationId }) => operationId);
  t.equal(new Set(names).size, operations.length);
  for (const { operationId, summary, tags, responses } of operations) {
    t.ok(summary && tags && responses, `${operationId}`);
  }
});
