import { Ajv, type Options } from 'ajv';
import ajvFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { Component } from './component.ts';

/**
 * Checks requests. Bodies are taken as they are: no coercion, and an unknown member is a mistake where the schema says
 * so. Everything else arrives as text and is coerced.
 */
export function createValidator(components: readonly Component[]): FastifySchemaCompiler<TSchema> {
  const bodies = createAjv(components, {});
  const others = createAjv(components, { coerceTypes: 'array', useDefaults: true });
  return ({ schema, httpPart }) => {
    if (httpPart === 'body') return bodies.compile(schema);
    // A filter with a typing error would otherwise list everything.
    return others.compile(httpPart === 'querystring' ? { ...schema, additionalProperties: false } : schema);
  };
}

/** Knows the components by name. */
export function createAjv(components: readonly Component[], options: Options): Ajv {
  const ajv = new Ajv({ allErrors: true, discriminator: true, ...options });
  ajvFormats.default(ajv, ['date-time']);
  for (const { schema } of components) ajv.addSchema(schema);
  return ajv;
}
