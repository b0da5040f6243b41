import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import LocalStore from '@fastify/rate-limit/store/LocalStore.js';
import RedisStore from '@fastify/rate-limit/store/RedisStore.js';
import type { FastifyBaseLogger } from 'fastify';
import { Redis } from 'ioredis';

/** In milliseconds: a request does not wait longer for Redis. */
const patience = 250;
const longestPause = 5_000;

/** Connects to the Redis that several processes count requests in. Without Redis commands fail at once; it connects again by itself. */
export function connectRedis(url: string, log: FastifyBaseLogger): Redis {
  const redis = new Redis(url, {
    connectTimeout: 2_000,
    commandTimeout: patience,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: attempts => Math.min(attempts * 200, longestPause)
  });
  let isAway = false;
  redis.on('error', ({ message }: Error) => {
    if (!isAway) log.warn({ reason: message }, 'Redis is away: each process counts its own requests');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });
  return redis;
}

type CountedBy = Parameters<FastifyRateLimitStore['incr']>[1];

/**
 * Makes a store class for @fastify/rate-limit. It counts in Redis; while Redis is away it counts in the process, so that nobody is
 * refused for that reason, and nobody is without a limit.
 *
 * @param door Requests of different doors are counted separately.
 */
export function sharedRateLimits(redis: Redis, door: string): new () => FastifyRateLimitStore {
  return class SharedRateLimits implements FastifyRateLimitStore {
    readonly #shared = new RedisStore(false, false, redis, `binding-rate:${door}:`);
    readonly #own = new LocalStore(false, false);

    incr(key: string, done: CountedBy, timeWindow = 60_000, max = 0): void {
      this.#shared.incr(
        key,
        (error, result) => {
          if (error || !result) this.#own.incr(key, done as never, timeWindow, max);
          else done(null, result);
        },
        timeWindow,
        max
      );
    }

    child(): this {
      return this;
    }
  };
}
