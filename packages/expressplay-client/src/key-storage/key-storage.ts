import type { CallOptions, Connection } from '../connection.ts';
import { parseJson } from '../errors/error-body.ts';
import { type CallName, ExpressPlayArgumentError } from '../errors/errors.ts';
import type { Decode } from '../http/refusal.ts';
import { kidParameter } from '../parameters/content-key.ts';
import { encodeForm } from '../parameters/form.ts';
import { hex } from '../parameters/kinds.ts';
import { fieldWriter } from '../parameters/parameter.ts';
import {
  type NewStoredKey,
  parseStoredKeys,
  parseStoredKeyValues,
  type StoredKey,
  type StoredKeyFields,
  type StoredKeyValue,
  storedKeyParameters
} from './stored-key.ts';

/** Options of a key storage call. */
export interface KeyStorageCallOptions extends CallOptions {
  /** The key encryption key, 32 hex digits: with it, ExpressPlay wraps and unwraps. It is never stored. */
  kek?: string | undefined;
}

/**
 * ExpressPlay's key storage. The documented API carries the authenticator and the `kek` in the query: no error and no
 * inspected object of this client shows that URL, but a proxy's log would. A missing key is an
 * `ExpressPlayHttpError`: status 404 by the documentation, 400 by the reference server.
 */
export interface KeyStorage {
  /** Stores a key and generates a missing kid or key. If the kid exists already, returns the stored key unchanged. */
  create(key: NewStoredKey, options?: KeyStorageCallOptions): Promise<StoredKey>;
  /** Reads one key. */
  get(kid: string, options?: KeyStorageCallOptions): Promise<StoredKey>;
  /** Reads several keys. The order of the result is not defined. */
  getMany(kids: readonly string[], options?: KeyStorageCallOptions): Promise<StoredKey[]>;
  /** Reads the value of one key: clear when the call has the `kek`, otherwise wrapped. */
  value(kid: string, options?: KeyStorageCallOptions): Promise<StoredKeyValue>;
  /** The values of several keys. */
  values(kids: readonly string[], options?: KeyStorageCallOptions): Promise<StoredKeyValue[]>;
  /** Changes a key that exists; the kid stays. */
  update(kid: string, changes: StoredKeyFields, options?: KeyStorageCallOptions): Promise<void>;
  /** Removes a key. */
  delete(kid: string, options?: KeyStorageCallOptions): Promise<void>;
  /** Every key of the service. */
  list(options?: KeyStorageCallOptions): Promise<StoredKey[]>;
  /** Counts the keys of the service. */
  count(options?: KeyStorageCallOptions): Promise<number>;
}

export function createKeyStorage(connection: Connection): KeyStorage {
  return {
    async create(key, options = {}) {
      const body = bodyOf(key, options);
      if (options.kek === undefined && key.ek === undefined) {
        throw new ExpressPlayArgumentError('kek', 'is required for a key without ek', -4024);
      }
      return send('POST', '/keys', firstKey, options, { body, repeatable: key.kid !== undefined });
    },
    get: async (kid, options) => send('GET', `/keys/${segment([kid])}`, firstKey, options),
    getMany: async (kids, options) => send('GET', `/keys/${segment(kids)}`, parseStoredKeys, options),
    value: async (kid, options) =>
      send('GET', `/keys/${segment([kid])}/value`, body => parseStoredKeyValues(body)?.at(0), options),
    values: async (kids, options) =>
      send('GET', `/keys/${segment(kids)}/value`, parseStoredKeyValues, options),
    async update(kid, changes, options = {}) {
      await send('PUT', `/keys/${segment([kid])}`, accepted, options, { body: bodyOf(changes, options) });
    },
    async delete(kid, options) {
      await send('DELETE', `/keys/${segment([kid])}`, accepted, options);
    },
    list: async options => send('GET', '/keys', parseStoredKeys, options),
    count: async options => send('GET', '/keycount', parseCount, options)
  };

  function send<Result>(
    method: CallName['method'],
    resource: string,
    decode: Decode<Result>,
    { kek, signal }: KeyStorageCallOptions = {},
    { body, repeatable = true }: { body?: string; repeatable?: boolean } = {}
  ): Promise<Result> {
    const query = encodeForm([
      ['customerAuthenticator', connection.customerAuthenticator],
      ...(kek === undefined ? [] : hex('kek', 32, -4024).write(kek, 'kek'))
    ]);
    const { origin, path: base } = connection.targets.keyStorage;
    const path = `${base}${resource}?${query}`;
    const json = body === undefined ? {} : { body, contentType: 'application/json' };
    return connection.transport.send(
      { api: 'keyStorage', method, origin, path, repeatable, ...json },
      decode,
      signal
    );
  }
}

const writeStoredKey = fieldWriter(storedKeyParameters);

function bodyOf(key: NewStoredKey, { kek }: KeyStorageCallOptions): string {
  const fields = writeStoredKey(key, 'key.');
  if (key.k !== undefined && key.ek !== undefined) {
    throw new ExpressPlayArgumentError('key.k', 'and key.ek exclude each other');
  }
  if (key.k !== undefined && kek === undefined) {
    throw new ExpressPlayArgumentError('kek', 'is required to wrap key.k', -4024);
  }
  return JSON.stringify(Object.fromEntries(fields));
}

function segment(kids: readonly string[]): string {
  if (!Array.isArray(kids) || kids.length === 0) {
    throw new ExpressPlayArgumentError('kids', 'must be an array of at least one kid', -4018);
  }
  for (const kid of kids) kidParameter.write(kid, 'kid');
  return kids.map(encodeURIComponent).join(',');
}

function firstKey(body: string): StoredKey | undefined {
  return parseStoredKeys(body)?.at(0);
}

function parseCount(body: string): number | undefined {
  const count = (parseJson(body) as { keyCount?: unknown } | undefined)?.keyCount;
  return Number.isSafeInteger(count) ? (count as number) : undefined;
}

function accepted(): true {
  return true;
}
