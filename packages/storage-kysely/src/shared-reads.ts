import { LRUCache } from 'lru-cache';

/** What was read of the tables that all accounts share: API keys, contents, policies, capabilities. */
export interface SharedReads {
  /** Gives what was kept under the key, or reads it and keeps it. */
  read<T>(key: string, query: () => Promise<T>): Promise<T>;
  /** Forgets everything, because somebody wrote. */
  forget(): void;
}

const mostKept = 1000;

/** Each request reads of these tables, and hardly anything changes in them. Who calls it has to notice when it does. */
export function createSharedReads(): SharedReads {
  const kept = new LRUCache<string, { readonly value: unknown }>({ max: mostKept });
  // Apart, so that nobody evicts what is there by asking for what is not, e.g. with keys that were made up.
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
