/** A key in storage. Only its wrapped form is kept, as on ExpressPlay; all hexadecimal is lower case here. */
export type StoredKey = {
  /** 32 lower-case hexadecimal digits. */
  readonly kid: string;
  /** The key wrapped under RFC 3394: 48 hexadecimal digits. */
  readonly ek: string;
  /** Names the key-encryption key. */
  readonly kekId?: string | undefined;
  /** Free text. */
  readonly info?: string | undefined;
  /** Free text. */
  readonly contentId?: string | undefined;
  /** ISO 8601; stored unchanged. */
  readonly expiration?: string | undefined;
  /** RFC 3339 in UTC, set by the server. */
  readonly lastUpdate: string;
};

/** One service's keys. */
export type KeyStore = {
  readonly find: (kid: string) => StoredKey | undefined;
  readonly put: (key: StoredKey) => void;
  readonly remove: (kid: string) => boolean;
  readonly all: () => readonly StoredKey[];
};

/** A change to somebody's keys; without `key` the key is gone. */
export type KeyChange = {
  readonly serviceId: number;
  /** 32 lower-case hexadecimal digits. */
  readonly kid: string;
  readonly key?: StoredKey | undefined;
};

/** The key storage of all services. */
export type KeyStores = {
  readonly of: (serviceId: number) => KeyStore;
  /** Repeats a change that was made before a restart. */
  readonly restore: (change: KeyChange) => void;
  readonly clear: () => void;
};

/** @param onChange is called for every change, before the caller gets its answer. */
export function createKeyStores(onChange: (change: KeyChange) => void): KeyStores {
  const keys = new Map<string, StoredKey>();
  const id = (serviceId: number, kid: string) => `${serviceId} ${kid}`;

  const restore = ({ serviceId, kid, key }: KeyChange): void => {
    if (key === undefined) keys.delete(id(serviceId, kid));
    else keys.set(id(serviceId, kid), key);
  };
  const change = (made: KeyChange): void => {
    onChange(made);
    restore(made);
  };

  return {
    of: serviceId => ({
      find: kid => keys.get(id(serviceId, kid)),
      put: key => change({ serviceId, kid: key.kid, key }),
      remove: kid => {
        const existed = keys.has(id(serviceId, kid));
        if (existed) change({ serviceId, kid });
        return existed;
      },
      all: () => [...keys].filter(([name]) => name.startsWith(`${serviceId} `)).map(([, key]) => key)
    }),
    restore,
    clear: () => keys.clear()
  };
}
