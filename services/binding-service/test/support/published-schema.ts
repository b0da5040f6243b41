import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Test } from 'tap';
import { openapiDocument } from '../../src/openapi-document.ts';

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}

interface OpenApi {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: object;
}

/** An answer of the service, however it was asked. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

const document = (await openapiDocument()) as OpenApi;
const ajv = new Ajv2020({ strict: false });
ajvFormats.default(ajv);
ajv.addSchema({ $id: 'api', ...document });

/** Fails the test unless the OpenAPI document says that this path can answer so. */
export function checkPublished(t: Test, answered: Answered): void {
  const { method, path, status, contentType = '', text } = answered;
  const template = templateOf(path.split('?', 1)[0] ?? '');
  const operation = template && document.paths[template]?.[method.toLowerCase()];
  if (!template || !operation) return;

  const response = operation.responses[status];
  if (!response)
    return void t.fail(`${method} ${template} answers ${status}, which is not published: ${text}`);
  const [mediaType = ''] = contentType.split(';', 1);
  const schema = response.content?.[mediaType];
  if (!schema) return void t.equal(text, '', `${method} ${template} ${status} has no body as ${mediaType}`);

  const pointer = [
    'paths',
    template,
    method.toLowerCase(),
    'responses',
    status,
    'content',
    mediaType,
    'schema'
  ];
  const validate = ajv.getSchema(`api#/${pointer.map(escapePointer).join('/')}`);
  if (!validate?.(mediaType === 'text/plain' ? text : JSON.parse(text)))
    t.fail(`${method} ${template} ${status} is not as published: ${ajv.errorsText(validate?.errors)}`);
}

function templateOf(path: string): string | undefined {
  const parts = path.split('/');
  return Object.keys(document.paths).find(template => {
    const wanted = template.split('/');
    return (
      wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
    );
  });
}

function escapePointer(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}
