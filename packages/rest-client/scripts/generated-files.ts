import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** The parts of an OpenAPI document that the table of calls is made from. */
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: readonly string[];
  readonly keyed?: true;
}

const header = '// Generated from docs/openapi.json by `npm run generate`; do not edit.\n';

/**
 * What is generated from the API's document, with the place where it is kept: the types, and the table of calls.
 * @throws {Error} When two inputs of one call have the same name, so that one argument could not hold both.
 */
export async function generateFiles(document: OpenAPI3): Promise<{ url: URL; text: string }[]> {
  const own = ownCalls(document);
  const types = await openapiTypes(own, { defaultNonNullable: false, alphabetize: true });
  return [
    { url: new URL('../src/generated/schema.ts', import.meta.url), text: header + astToString(types) },
    { url: new URL('../src/generated/calls.ts', import.meta.url), text: header + tableOf(own) }
  ];
}

/** The document with the calls of this client only, and without refusals: those are one class. */
function ownCalls(document: OpenAPI3): OpenAPI3 {
  const paths: OpenAPI3['paths'] = {};
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    // The rest is for probes, license servers and browsers, which have a client of their own.
    if (!path.startsWith('/v1/')) continue;
    const operations = Object.entries(methods as Record<string, Operation>)
      .filter(([, operation]) => onlyJson(operation))
      .map(([method, operation]) => [method, { ...operation, responses: successesOf(operation) }]);
    if (operations.length > 0) paths[path] = Object.fromEntries(operations);
  }
  return { ...document, paths };
}

function tableOf({ paths = {} }: OpenAPI3): string {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => {
      refuseSharedNames(operation, path);
      const call = literal(callOf(method, path, operation));
      return {
        id: operation.operationId,
        text: `${commentOf(operation)}  ${operation.operationId}: ${call}`
      };
    })
  );
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '/** How each call is sent, by its operation id. */',
    'export const calls = {',
    entries.map(({ text }) => text).join(',\n'),
    '} as const;',
    ''
  ].join('\n');
}

/** Editors show it on the method of the client. */
function commentOf({ summary, description }: Operation): string {
  const text = [summary, description].filter(part => part !== undefined && part !== '').join('. ');
  return text === '' ? '' : `  /** ${text.replace(/\s+/g, ' ').replaceAll('*/', '* /')} */\n`;
}

function successesOf({ responses }: Operation): Operation['responses'] {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')));
}

/** Only what can be passed as one object and comes back as one; streams are not. */
function onlyJson(operation: Operation): boolean {
  const answers = Object.values(successesOf(operation)).map(({ content }) => content);
  return [operation.requestBody?.content, ...answers].every(
    content => content === undefined || 'application/json' in content
  );
}

function callOf(method: string, path: string, { parameters = [] }: Operation): Call {
  const query = parameters.filter(parameter => parameter.in === 'query').map(({ name }) => name);
  const keyed = parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');
  return { method, path, ...(query.length > 0 && { query }), ...(keyed && { keyed }) };
}

function refuseSharedNames({ operationId, parameters = [], requestBody }: Operation, path: string): void {
  const schema = requestBody?.content['application/json']?.schema as { properties?: object } | undefined;
  const names = [
    ...parameters.filter(parameter => parameter.in !== 'header').map(({ name }) => name),
    ...Object.keys(schema?.properties ?? {})
  ];
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined)
    throw new Error(`${operationId} (${path}) has two inputs that are called ${shared}.`);
}

function literal({ method, path, query, keyed }: Call): string {
  const members = [
    `method: '${method}'`,
    `path: '${path}'`,
    ...(query === undefined ? [] : [`query: [${query.map(name => `'${name}'`).join(', ')}]`]),
    ...(keyed === undefined ? [] : ['keyed: true'])
  ];
  return `{ ${members.join(', ')} }`;
}
