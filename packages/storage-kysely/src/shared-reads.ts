import { LRUCache } from 'lru-cache';

/** A cache of rows that all accounts share: API keys, contents, policies, capabilities. */
export interface SharedReads {
  /** Returns what is cached under the key; otherwise reads it and caches it. */
  read<T>(key: string, query: () => Promise<T>): Promise<T>;
  /** Forgets everything, because somebody wrote. */
  forget(): void;
}

const mostKept = 1000;

/** Each request reads these tables, and they rarely change. The caller has to call `forget` when they change. */
export function createSharedReads(): SharedReads {
  const kept = new LRUCache<string, { readonly value: unknown }>({ max: mostKept });
  // Separate, so that requests for rows that do not exist, e.g. with invented keys, cannot evict those that exist.
  const missing = new LRUCache<string, { readonly value: undefined }>({ max: mostKept });
  let writes = 0;

  return {
    async read<T>(key: string, query: () => Promise<T>): Promise<T> {
      const known = kept.get(key) ?? missing.get(key);
      if (known) return known.value as T;
      const before = writes;
      const value = await query();
      if (writes !== before) return value;
      if (value === undefined) missing.set(key, { value: undefined });
      else kept.set(key, { value });
      return value;
    },
    forget() {
      writes += 1;
      kept.clear();
      missing.clear();
    }
  };
}
