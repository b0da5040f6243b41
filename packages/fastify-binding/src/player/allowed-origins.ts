import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problems/http-problem.ts';

const unsafeMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Lets only pages of the allowed origins change something. Cookies travel by themselves, so a page of somebody else could
 * otherwise act for the customer who visits it (CSRF).
 */
export function refuseForeignOrigins(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ method, headers }) => {
    if (!unsafeMethods.includes(method)) return;
    if (headers.origin === undefined || !origins.includes(headers.origin))
      throw new HttpProblem(
        'origin-not-allowed',
        'Only pages of the origins that the operator allowed may do this.'
      );
  });
}
