// The stores of @fastify/rate-limit, which it does not type.

/** Is told how often the key was counted in the current window, and the milliseconds until the window ends. */
type Counted = (error: Error | null, result: { current: number; ttl: number } | null) => void;

declare class Store {
  incr(key: string, done: Counted, timeWindow: number, max: number): void;
}

declare module '@fastify/rate-limit/store/LocalStore.js' {
  export default class LocalStore extends Store {
    constructor(continueExceeding: boolean, exponentialBackoff: boolean);
  }
}

declare module '@fastify/rate-limit/store/RedisStore.js' {
  export default class RedisStore extends Store {
    constructor(continueExceeding: boolean, exponentialBackoff: boolean, redis: unknown, prefix: string);
  }
}
