import type { Binding } from '@expressplay-binding/binding-core';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Component } from './component.ts';

/** A heading of the OpenAPI document, under which it lists routes. */
export interface Tag {
  /** The heading, e.g. `Devices`. */
  readonly name: string;
  /** One line about the routes below it. */
  readonly description: string;
}

/** What a group of routes adds to the OpenAPI document. */
export interface Described {
  /** The heading of the routes. */
  readonly tag: Tag;
  /** The named schemas that the routes use. */
  readonly components: readonly Component[];
}

/** What the routes of every resource need. */
export interface RouteOptions {
  /** The use cases. */
  readonly binding: Binding;
}

/** What the routes of the REST API get. */
export interface ResourceRouteOptions extends RouteOptions {
  /** Every scope of the API. */
  readonly scopes: readonly string[];
}

/** A plugin with routes. */
export type Routes<Options extends RouteOptions = RouteOptions> = FastifyPluginAsyncTypebox<Options>;

/** A resource of the REST API. Its folder exports one, and `resources.ts` lists it. */
export interface Resource extends Described {
  /** The scopes that its routes ask of API keys. */
  readonly scopes: readonly string[];
  /** The routes, without the prefix of the API. */
  readonly routes: Routes<ResourceRouteOptions>;
}

/** Puts every route that is added to the app from now on under the heading. */
export function tagRoutes(app: FastifyInstance, { name }: Tag): void {
  app.addHook('onRoute', ({ schema }) => {
    if (schema) Object.assign(schema, { tags: [name] });
  });
}
