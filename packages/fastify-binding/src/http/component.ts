import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';

/** A schema with a name: `#/components/schemas/<name>` in the OpenAPI document. */
export interface Component<T extends TSchema = TSchema> {
  readonly name: string;
  readonly schema: T;
  /** Stands for the schema in routes and in other schemas, with its type. */
  readonly ref: ReturnType<typeof Type.Unsafe<Static<T>>>;
}

/** Names a schema. */
export function component<T extends TSchema>(name: string, schema: T): Component<T> {
  return { name, schema: { ...schema, $id: name }, ref: Type.Unsafe<Static<T>>(Type.Ref(name)) };
}

/** A component as the answer of a route; the description is about this answer. */
export function answer<T extends TSchema>({ name }: Component<T>, description: string) {
  return Type.Unsafe<Static<T>>({ ...Type.Ref(name), description });
}

/** Makes components known to an app, so that its routes can refer to them. */
export function addComponents(app: FastifyInstance, components: readonly Component[]): void {
  for (const { name, schema } of components) if (!app.getSchema(name)) app.addSchema(schema);
}
