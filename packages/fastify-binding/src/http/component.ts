import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';

/** A named schema: `#/components/schemas/<name>` in the OpenAPI document. */
export interface Component<T extends TSchema = TSchema> {
  /** The name, e.g. `Device`. */
  readonly name: string;
  /** The schema itself. */
  readonly schema: T;
  /** A reference to the schema, of the same type, for routes and other schemas. */
  readonly ref: ReturnType<typeof Type.Unsafe<Static<T>>>;
}

/** Names a schema. */
export function component<T extends TSchema>(name: string, schema: T): Component<T> {
  return { name, schema: { ...schema, $id: name }, ref: Type.Unsafe<Static<T>>(Type.Ref(name)) };
}

/** A reference to a component for the answer of a route, with a description of this answer. */
export function answer<T extends TSchema>({ name }: Component<T>, description: string, headers?: Headers) {
  return Type.Unsafe<Static<T>>({ ...Type.Ref(name), description, ...(headers && { headers }) });
}

/** Headers of an answer, with the schemas of their values. */
export type Headers = Readonly<Record<string, TSchema>>;

/** The header of an answer to a call that has created something with a path of its own. */
export const locationHeader: Headers = {
  location: Type.String({ description: 'The path where it can be read' })
};

/** Adds components to an app, so that its routes can refer to them. An app that has them already stays as it is. */
export function addComponents(app: FastifyInstance, components: readonly Component[]): void {
  for (const { name, schema } of components) if (!app.getSchema(name)) app.addSchema(schema);
}
