import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import t from 'tap';
import { openapiDocument } from '../src/openapi-document.ts';

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Record<string, Schema>;
  readonly $ref?: string;
}

interface MediaType {
  readonly schema: { readonly properties?: { readonly code?: { readonly enum: readonly string[] } } };
  readonly examples?: Record<string, { readonly $ref?: string; readonly value?: unknown }>;
}

interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly responses: Record<
    string,
    {
      readonly description: string;
      readonly headers?: Record<string, object>;
      readonly content?: Record<string, MediaType>;
    }
  >;
}

interface Published {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly examples: Record<string, { readonly value: { readonly code: string; readonly status: number } }>;
  };
}

const document = (await openapiDocument()) as Published;
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation }))
);
const responses = operations.flatMap(({ path, method, operation }) =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.entries(response.content ?? {}).map(([mediaType, media]) => ({
      name: `${operation.operationId} ${status}`,
      pointer: ['paths', path, method, 'responses', status, 'content', mediaType, 'schema'],
      status,
      mediaType,
      media
    }))
  )
);

function valuesOf({ examples = {} }: MediaType): unknown[] {
  return Object.values(examples).map(({ $ref, value }) =>
    $ref ? document.components.examples[$ref.replace('#/components/examples/', '')]?.value : value
  );
}

t.test('every answer with content has examples, and each of them matches its schema', async t => {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: 'api', ...document });
  for (const { name, pointer, media } of responses) {
    const escaped = pointer.map(part => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    const validate = ajv.getSchema(`api#/${escaped.join('/')}`);
    const values = valuesOf(media);
    t.ok(values.length > 0, name);
    for (const value of values) t.ok(validate?.(value), `${name}: ${ajv.errorsText(validate?.errors)}`);
  }
});

t.test('a refusal has the type of its codes and an example for each, all with its status', async t => {
  const problems = responses.filter(({ mediaType }) => mediaType === 'application/problem+json');
  t.ok(problems.length > 100);
  for (const { name, status, media } of problems) {
    const codes = media.schema.properties?.code?.enum ?? [];
    const values = valuesOf(media) as { readonly code: string; readonly status: number }[];
    t.strictSame(
      values.map(({ code }) => code),
      codes,
      name
    );
    t.ok(
      values.every(value => String(value.status) === status),
      `${name}: the status`
    );
  }
});

t.test('operations, parameters, answers, schemas and their members have descriptions', async t => {
  for (const { operation } of operations) {
    t.ok(operation.description, operation.operationId);
    for (const { name, description } of operation.parameters ?? [])
      t.ok(description, `${operation.operationId} ${name}`);
    for (const [status, { description }] of Object.entries(operation.responses))
      t.not(description, 'Default Response', `${operation.operationId} ${status}`);
  }
  for (const [name, { description }] of Object.entries(document.components.schemas)) t.ok(description, name);
  for (const { place, schema } of schemasIn(document, ''))
    for (const [member, { description, $ref }] of Object.entries(schema.properties ?? {}))
      if (!place.includes('/application~1problem+json/')) t.ok(description ?? $ref, `${place} ${member}`);
});

t.test('no member has a `default`, which generators of clients read as "is always there"', async t => {
  for (const { place, schema } of schemasIn(document, '')) t.notOk('default' in schema, place);
});

t.test('every answer has a `request-id`, and those that are counted say what is left', async t => {
  for (const { operation } of operations)
    for (const [status, { headers = {} }] of Object.entries(operation.responses)) {
      t.ok('request-id' in headers, `${operation.operationId} ${status}`);
      t.equal('RateLimit' in headers, '429' in operation.responses, `${operation.operationId} ${status}`);
    }
});

/** Every object of the document that is a schema, with its place. */
function* schemasIn(node: unknown, place: string): Generator<{ place: string; schema: Schema }> {
  if (typeof node !== 'object' || node === null || place.endsWith('/examples')) return;
  if ('type' in node || 'properties' in node) yield { place, schema: node as Schema };
  for (const [key, child] of Object.entries(node))
    yield* schemasIn(child, `${place}/${key.replaceAll('/', '~1')}`);
}
