import type { FastifyServerOptions } from 'fastify';
import { connectionProblem } from '../problems/connection-problem.ts';
import { sendProblem } from '../problems/problem-details.ts';

/**
 * What the REST API wants of the Fastify app around it, and a plugin cannot set: ids of 128 characters in paths, small bodies,
 * and problem documents also for requests that no route sees.
 *
 * @example
 * const app = Fastify({ ...fastifyBindingServerOptions, logger: true });
 */
export const fastifyBindingServerOptions = {
  // 128 characters of up to four bytes, each percent-encoded.
  routerOptions: { maxParamLength: 128 * 4 * 3 },
  // Far more than the largest valid body.
  bodyLimit: 65_536,
  frameworkErrors: sendProblem,
  clientErrorHandler: connectionProblem
} satisfies FastifyServerOptions;
