import type { Binding } from '@expressplay-binding/binding-core';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';

/** What every resource's routes are made from. */
export interface RouteOptions {
  readonly binding: Binding;
}

/** The routes of one resource. */
export type Routes<Options extends RouteOptions = RouteOptions> = FastifyPluginAsyncTypebox<Options>;
