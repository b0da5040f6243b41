import { exampleValues, ownExampleValues } from './example-values.ts';

/** A schema of the OpenAPI document, as far as examples need it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Where a schema is: the name of its component, and of its member. */
interface Place {
  readonly component: string;
  readonly member: string;
}

/** Makes examples of schemas. */
export type ExampleOf = (schema: Schema, place?: Place) => unknown;

const nowhere: Place = { component: '', member: '' };

/** Finds the schema that a reference names, with the name. */
export function resolve(schemas: Readonly<Record<string, Schema>>, { $ref = '' }: Schema) {
  const name = $ref.replace('#/components/schemas/', '');
  const schema = schemas[name];
  if (!schema) throw new Error(`The OpenAPI document has no schema ${$ref}.`);
  return { name, schema };
}

/**
 * Returns a function that makes the example of a schema: from its own `examples` or its first allowed value, else from
 * `example-values.ts`. An object has all of its members, unless `ownExampleValues` leaves them out.
 */
export function makeExampleOf(schemas: Readonly<Record<string, Schema>>): ExampleOf {
  return exampleOf;

  function exampleOf(schema: Schema, place: Place = nowhere): unknown {
    if (schema.$ref) {
      const { name, schema: named } = resolve(schemas, schema);
      return exampleOf(named, { component: name, member: place.member });
    }
    if (schema.examples) return schema.examples[0];
    if (schema.enum) return schema.enum[0];
    const [alternative] = schema.oneOf ?? schema.anyOf ?? [];
    if (alternative) return exampleOf(alternative, place);
    if (schema.properties) return exampleOfObject(schema.properties, place);
    if (schema.type === 'boolean') return false;
    if (schema.type === 'array' && schema.items) return [exampleOf(schema.items, place)];
    return valueAt(place);
  }

  function exampleOfObject(properties: Readonly<Record<string, Schema>>, { component }: Place) {
    const own = ownExampleValues[component] ?? {};
    return Object.fromEntries(
      Object.entries(properties)
        .map(([member, schema]): [string, unknown] => [
          member,
          member in own ? own[member] : exampleOf(schema, { component, member })
        ])
        .filter(([, value]) => value !== undefined)
    );
  }
}

function valueAt({ component, member }: Place): unknown {
  const value = exampleValues[member];
  if (value !== undefined) return value;
  throw new Error(
    `The example of ${component || 'an answer'} has no value for "${member}": add it to ` +
      'fastify-binding/src/document/example-values.ts, or `examples` to its schema.'
  );
}
