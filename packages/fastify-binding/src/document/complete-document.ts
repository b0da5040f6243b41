import { type ProblemJson, problemCodes } from '../problems/problem-schema.ts';
import { type ProblemCode, problemTable } from '../problems/problem-table.ts';
import { type ExampleOf, makeExampleOf, resolve, type Schema } from './example-of.ts';
import { problemExample } from './problem-example.ts';
import { sharedHeaders, sharedHeadersOf } from './response-headers.ts';

interface MediaType {
  schema?: Schema & { allOf?: readonly Schema[] };
  examples?: Record<string, object>;
  [problemCodes]?: readonly ProblemCode[];
}

interface Union extends Schema {
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
}

/** The members of an OpenAPI document that are completed. */
interface OpenApiDocument {
  readonly paths?: Record<string, object | undefined>;
  readonly components?: { schemas?: object; examples?: object; headers?: object };
}

interface Response {
  headers?: object;
  content?: Record<string, MediaType>;
}

interface Operation {
  responses?: Record<string, Response>;
}

/**
 * Completes the OpenAPI document that @fastify/swagger makes of the routes: an example for every success, an example and the type of
 * `code` for every problem of each response, the headers that all answers share, and the mapping of each union. `document` is changed, and returned.
 *
 * @throws {Error} An example has a member without a value.
 *
 * @example
 * await app.register(swagger, {
 *   openapi: { openapi: '3.1.0' },
 *   transformObject: ({ openapiObject }) => completeDocument(openapiObject)
 * });
 */
export function completeDocument<T extends object>(document: T): T {
  const { paths = {}, components = {} } = document as OpenApiDocument;
  const schemas = (components.schemas ?? {}) as Record<string, Union>;
  for (const schema of Object.values(schemas)) mapUnion(schema, schemas);

  const exampleOf = makeExampleOf(schemas);
  const usedCodes = new Set<ProblemCode>();
  for (const media of mediaTypesOf(paths)) {
    const codes = media[problemCodes];
    if (codes) completeProblem(media, codes);
    else if (media.schema && !media.examples)
      media.examples = successExamples(media.schema, schemas, exampleOf);
    for (const code of codes ?? []) usedCodes.add(code);
  }
  for (const operation of operationsOf(paths)) addSharedHeaders(operation);
  components.headers = { ...components.headers, ...sharedHeaders };
  if (usedCodes.size > 0) components.examples = problemExamples(usedCodes, exampleOf);
  return document;
}

function operationsOf(paths: object): Operation[] {
  return Object.values(paths as Record<string, Record<string, Operation>>).flatMap(item =>
    Object.values(item)
  );
}

/** An operation that can be refused with 429 is counted by a rate limit. */
function addSharedHeaders({ responses = {} }: Operation): void {
  const isLimited = '429' in responses;
  for (const [status, response] of Object.entries(responses))
    response.headers = { ...response.headers, ...sharedHeadersOf(status, isLimited) };
}

function mediaTypesOf(paths: object): MediaType[] {
  return operationsOf(paths)
    .flatMap(({ responses = {} }) => Object.values(responses))
    .flatMap(({ content = {} }) => Object.values(content));
}

/** Names the alternative of each value of the discriminator, which generators of clients need. */
function mapUnion({ discriminator, oneOf = [] }: Union, schemas: Record<string, Schema>): void {
  if (!discriminator) return;
  discriminator.mapping = Object.fromEntries(
    oneOf.map(alternative => {
      const { schema } = resolve(schemas, alternative);
      // @fastify/swagger writes a constant as an enum with one value.
      return [String(schema.properties?.[discriminator.propertyName]?.enum?.[0]), String(alternative.$ref)];
    })
  );
}

/** The codes of the response become the type of its `code`, and an example each. */
function completeProblem(media: MediaType, codes: readonly ProblemCode[]): void {
  const { schema } = media;
  delete media[problemCodes];
  media.schema = {
    ...(schema && { allOf: [schema] }),
    type: 'object',
    properties: { code: { type: 'string', enum: codes } }
  };
  media.examples = Object.fromEntries(codes.map(code => [code, { $ref: `#/components/examples/${code}` }]));
}

function problemExamples(codes: ReadonlySet<ProblemCode>, exampleOf: ExampleOf) {
  const sample = exampleOf({ $ref: '#/components/schemas/Problem' }) as ProblemJson;
  return Object.fromEntries(
    [...codes]
      .sort()
      .map(code => [code, { summary: problemTable[code].title, value: problemExample(code, sample) }])
  );
}

/** One example, or one for each alternative of a union. */
function successExamples(schema: Schema, schemas: Record<string, Schema>, exampleOf: ExampleOf) {
  const union = schema.$ref ? resolve(schemas, schema).schema : schema;
  const alternatives = union.oneOf ?? union.anyOf ?? [schema];
  return Object.fromEntries(
    alternatives.map(alternative => {
      const name = alternative.$ref ? resolve(schemas, alternative).name : 'answer';
      return [name, { value: exampleOf(alternative) }];
    })
  );
}
