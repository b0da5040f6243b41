import { HttpProblem } from '@expressplay-binding/fastify-binding';
import rateLimiter from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Redis } from 'ioredis';
import { sharedRateLimits } from './shared-rate-limits.ts';

export interface RateLimitOptions {
  readonly perMinute: number;
  /** Whose requests are counted apart from those of other doors. */
  readonly door: string;
  /** Where several processes count together; `undefined` if each counts for itself. */
  readonly redis: Redis | undefined;
  /** Whose requests are counted together. It runs after authentication. */
  readonly keyOf: (request: FastifyRequest) => string;
}

const windowSeconds = 60;

/** Limits what one client can ask in a minute of one process, or of all that share a Redis. Answers say what is left in `RateLimit` and `RateLimit-Policy`. */
export const rateLimit = fp(
  async (app: FastifyInstance, { perMinute, door, redis, keyOf }: RateLimitOptions) => {
    await app.register(rateLimiter, {
      max: perMinute,
      timeWindow: 1000 * windowSeconds,
      ...(redis && { store: sharedRateLimits(redis, door) }),
      enableDraftSpec: true,
      keyGenerator: keyOf,
      errorResponseBuilder: (_request, { ttl }) =>
        new HttpProblem('rate-limited', 'Too many requests in a minute.', {
          'retry-after': String(Math.ceil(ttl / 1000))
        })
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      replaceHeaders(reply);
      done();
    });
  },
  { name: 'rate-limit' }
);

/**
 * The plugin writes the three headers of an early draft. These are the two fields that replaced them:
 * draft-ietf-httpapi-ratelimit-headers.
 */
function replaceHeaders(reply: FastifyReply): void {
  const limit = reply.getHeader('ratelimit-limit');
  if (limit === undefined) return;
  const remaining = reply.getHeader('ratelimit-remaining');
  const seconds = reply.getHeader('ratelimit-reset');
  for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']) reply.removeHeader(name);
  reply.header('ratelimit-policy', `"requests";q=${limit};w=${windowSeconds}`);
  reply.header('ratelimit', `"requests";r=${remaining};t=${seconds}`);
}
