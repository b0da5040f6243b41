import { readFile } from 'node:fs/promises';
import type { OpenAPI3 } from 'openapi-typescript';
import t from 'tap';
import { generateFiles } from '../scripts/generated-files.ts';
import { calls } from '../src/generated/calls.ts';

const document = JSON.parse(await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: object };
}

t.test('types and calls are those of the API’s document; else run `npm run generate` here', async t => {
  for (const { url, text } of await generateFiles(document))
    t.equal(await readFile(url, 'utf8'), text, url.pathname);
});

t.test('every call of the document that takes and answers JSON is there', async t => {
  const paths: Record<string, Record<string, Operation>> = document.paths;
  const ids = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([, operations]) => Object.values(operations))
    .filter(({ requestBody }) => requestBody === undefined || 'application/json' in requestBody.content)
    .map(({ operationId }) => operationId);
  t.strictSame(Object.keys(calls).sort(), ids.sort());
});

t.test('two inputs of the same name in one call are refused', async t => {
  const parameters = [{ name: 'reason', in: 'query', schema: { type: 'string' } }];
  const schema = { type: 'object', properties: { reason: { type: 'string' } } };
  const operation = {
    operationId: 'doTwice',
    parameters,
    requestBody: { content: { 'application/json': { schema } } },
    responses: {}
  };
  const wrong = { openapi: '3.1.0', info: {}, paths: { '/v1/x': { post: operation } } };
  await t.rejects(generateFiles(wrong as unknown as OpenAPI3), { message: /doTwice .* reason/ });
});
