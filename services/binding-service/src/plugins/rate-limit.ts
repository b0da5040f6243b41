import { HttpProblem } from '@expressplay-binding/fastify-binding';
import rateLimiter from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

export interface RateLimitOptions {
  readonly perMinute: number;
  /** Whose requests are counted together. It runs after authentication. */
  readonly keyOf: (request: FastifyRequest) => string;
}

/** Limits what one client can ask of one process in a minute. */
export const rateLimit = fp(
  async (app: FastifyInstance, { perMinute, keyOf }: RateLimitOptions) => {
    await app.register(rateLimiter, {
      max: perMinute,
      timeWindow: '1 minute',
      keyGenerator: keyOf,
      errorResponseBuilder: (_request, { ttl }) =>
        new HttpProblem('rate-limited', 'Too many requests in a minute.', {
          'retry-after': String(Math.ceil(ttl / 1000))
        })
    });
  },
  { name: 'rate-limit' }
);
