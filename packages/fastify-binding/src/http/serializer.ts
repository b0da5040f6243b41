import buildSerializer, { type Schema } from 'fast-json-stringify';
import type { TSchema } from 'typebox';
import type { Component } from './component.ts';

type Serializer = (answer: unknown) => string;

/**
 * Writes answers. Hundreds of answers share a few components, and to compile one takes all of them: each is compiled once, not
 * for every route and status, or the start of a service would wait for it.
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
