import { HttpProblem } from '@expressplay-binding/fastify-binding';
import rateLimiter from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Limits what one API key can ask of one process in a minute. */
export const rateLimit = fp(
  async (app: FastifyInstance, { perMinute }: { readonly perMinute: number }) => {
    await app.register(rateLimiter, {
      max: perMinute,
      timeWindow: '1 minute',
      // Authentication comes first: without a principal nothing gets here.
      keyGenerator: request => request.principal.name,
      errorResponseBuilder: (_request, { ttl }) =>
        new HttpProblem('rate-limited', 'This API key sent too many requests in a minute.', {
          'retry-after': String(Math.ceil(ttl / 1000))
        })
    });
  },
  { name: 'rate-limit' }
);
