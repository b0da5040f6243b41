import { Ajv, type Options } from 'ajv';
import ajvFormats from 'ajv-formats';
import buildSerializer, { type Schema } from 'fast-json-stringify';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { Component } from './component.ts';

/**
 * Validates requests. Bodies are not coerced, and unknown members are errors where the schema says so. All other parts arrive as
 * text and are coerced.
 */
export function createValidator(components: readonly Component[]): FastifySchemaCompiler<TSchema> {
  const bodies = createAjv(components, {});
  const others = createAjv(components, { coerceTypes: 'array', useDefaults: true });
  return ({ schema, httpPart }) => {
    if (httpPart === 'body') return bodies.compile(schema);
    // A misspelled filter would otherwise be ignored, and the answer would list everything.
    return others.compile(httpPart === 'querystring' ? { ...schema, additionalProperties: false } : schema);
  };
}

/** An Ajv that knows the components by name. */
export function createAjv(components: readonly Component[], options: Options): Ajv {
  const ajv = new Ajv({ allErrors: true, discriminator: true, ...options });
  ajvFormats.default(ajv, ['date-time']);
  for (const { schema } of components) ajv.addSchema(schema);
  return ajv;
}

type Serializer = (answer: unknown) => string;

/**
 * Serializes answers. A compilation takes all components, and hundreds of answers share a few of them. So each component is
 * compiled once and not for every route and status, which would delay the start of a service.
 */
export function createSerializer(components: readonly Component[]) {
  const schemas = Object.fromEntries(components.map(({ name, schema }) => [name, schema as Schema]));
  const serializers = new Map<string, Serializer>();
  return ({ schema }: { readonly schema: TSchema }): Serializer => {
    const key = JSON.stringify({ ...schema, description: undefined });
    const serializer = serializers.get(key) ?? buildSerializer(schema as Schema, { schema: schemas });
    serializers.set(key, serializer);
    return serializer;
  };
}
