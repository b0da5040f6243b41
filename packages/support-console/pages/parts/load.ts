import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What a page shows of something that is read from the service. */
export interface Loaded<T> {
  /** What was read last; kept while it is read anew, and where that fails. */
  readonly value: T | undefined;
  /** Why the last read failed; absent while `value` is fresh. */
  readonly error: unknown;
  /** When `value` was read. */
  readonly readAt: Date | undefined;
  /** Reads it anew. */
  reload(): Promise<void>;
}

/**
 * Reads something whenever `key` changes, and every `every` milliseconds while the page is visible.
 * An answer that is overtaken by a later read is dropped.
 */
export function useLoad<T>(key: string, read: () => Promise<T>, every?: number): Loaded<T> {
  const [state, setState] = useState<{ key: string; value?: T; error?: unknown; readAt?: Date }>({ key });
  const latest = useRef(0);
  const reader = useRef(read);
  reader.current = read;

  const reload = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    try {
      const value = await reader.current();
      if (turn === latest.current) setState({ key, value, readAt: new Date() });
    } catch (error) {
      if (turn === latest.current) setState(old => (old.key === key ? { ...old, error } : { key, error }));
    }
  }, [key]);

  useEffect(() => {
    void reload();
    if (every === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, every);
    return () => clearInterval(timer);
  }, [reload, every]);

  const current = state.key === key ? state : undefined;
  return { value: current?.value, error: current?.error, readAt: current?.readAt, reload };
}
