import { hash } from 'node:crypto';
import { BindingError } from '@expressplay-binding/binding-core';
import { type AttemptGuard, HttpProblem, problemTable } from '@expressplay-binding/fastify-binding';
import { LRUCache } from 'lru-cache';
import { networkOf } from './network.ts';

/**
 * Limits the failed authentications of each network, at all doors that share the guard. Over the limit it refuses credentials before
 * the database is asked. Credentials that were valid in the last hour are still checked, so that a neighbour behind the same address
 * can work.
 *
 * It runs where a credential is looked up. Reading requests instead, it would have to guess what a door authenticates by, and whatever a
 * door ignores could be varied to get past the limit.
 *
 * @param now A monotonic clock in milliseconds.
 */
export function limitFailedAuthentications(perMinute: number, now = () => performance.now()): AttemptGuard {
  const clock = { perf: { now }, ttlResolution: 0 };
  // The minute starts with the first failure: a later failure does not extend it.
  const failures = new LRUCache<string, number>({
    max: 10_000,
    ttl: 60_000,
    noUpdateTTL: true,
    ...clock
  });
  const known = new LRUCache<string, true>({ max: 10_000, ttl: 3_600_000, ...clock });

  return async (credential, address, attempt) => {
    const id = hash('sha256', credential);
    const network = networkOf(address);
    if ((failures.get(network) ?? 0) >= perMinute && !known.has(id))
      throw new HttpProblem(
        'rate-limited',
        'Too many failed authentications in a minute from this address.',
        { 'retry-after': String(Math.max(1, Math.ceil(failures.getRemainingTTL(network) / 1000))) }
      );
    const count = () => failures.set(network, (failures.get(network) ?? 0) + 1);
    try {
      const found = await attempt();
      if (found === undefined) count();
      else known.set(id, true);
      return found;
    } catch (error) {
      // A database that fails says nothing about the credential.
      if (error instanceof BindingError && problemTable[error.code].status === 401) count();
      throw error;
    }
  };
}
