import type { FastifyServerOptions } from 'fastify';
import { connectionProblem } from '../problems/connection-problem.ts';
import { sendProblem } from '../problems/problem-details.ts';

/**
 * The options that the REST API needs from its Fastify app, because a plugin cannot set them: ids of 128 characters in paths,
 * small bodies, and problem documents for requests that reach no route.
 *
 * @example
 * const app = Fastify({ ...fastifyBindingServerOptions, logger: true });
 */
export const fastifyBindingServerOptions = {
  // 128 characters of up to four bytes, each percent-encoded.
  routerOptions: { maxParamLength: 128 * 4 * 3 },
  // In bytes; far more than the largest valid body.
  bodyLimit: 65_536,
  frameworkErrors: sendProblem,
  clientErrorHandler: connectionProblem
} satisfies FastifyServerOptions;
