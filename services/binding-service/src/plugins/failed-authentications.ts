import { hash } from 'node:crypto';
import { HttpProblem } from '@expressplay-binding/fastify-binding';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { LRUCache } from 'lru-cache';

/** What one process knows of failed authentications. Several doors share it. */
export interface FailedAuthentications {
  /** The failures of each address in its current minute. */
  readonly failures: LRUCache<string, number>;
  /** Hashes of the credentials that were valid in the last hour. */
  readonly known: LRUCache<string, true>;
  readonly perMinute: number;
}

/** Starts to count. `now` is a monotonic clock in milliseconds. */
export function countFailedAuthentications(
  perMinute: number,
  now = () => performance.now()
): FailedAuthentications {
  const clock = { perf: { now }, ttlResolution: 0 };
  return {
    perMinute,
    // The minute starts with the first failure: a later failure does not extend it.
    failures: new LRUCache({ max: 10_000, ttl: 60_000, noUpdateTTL: true, ...clock }),
    known: new LRUCache({ max: 10_000, ttl: 3_600_000, ...clock })
  };
}

/**
 * Refuses unknown credentials from an address with too many failed authentications, before the database is asked. Credentials
 * that were valid in the last hour are still checked, so that a neighbour behind the same address can work. Register it before
 * the authentication.
 */
export const failedAuthentications = fp(
  async (app: FastifyInstance, { failures, known, perMinute }: FailedAuthentications) => {
    app.addHook('onRequest', async request => {
      const credential = credentialOf(request);
      if (credential === undefined || (failures.get(request.ip) ?? 0) < perMinute || known.has(credential))
        return;
      throw new HttpProblem(
        'rate-limited',
        'Too many failed authentications in a minute from this address.',
        {
          'retry-after': String(Math.max(1, Math.ceil(failures.getRemainingTTL(request.ip) / 1000)))
        }
      );
    });
    app.addHook('onSend', async (request, reply) => {
      const credential = credentialOf(request);
      if (credential === undefined) return;
      if (request.principal) known.set(credential, true);
      else if (reply.statusCode === 401) failures.set(request.ip, (failures.get(request.ip) ?? 0) + 1);
    });
  },
  { name: 'failed-authentications' }
);

/** The hash of what the request authenticates itself with; `undefined` when it sends nothing. */
function credentialOf({ headers }: FastifyRequest): string | undefined {
  const credential = headers.authorization ?? headers.cookie;
  return credential === undefined ? undefined : hash('sha256', credential);
}
