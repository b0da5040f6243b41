import {
  checkOptions,
  functionRule,
  integerRule,
  type OptionRules,
  objectRule,
  optional,
  type Store
} from '@expressplay-binding/binding-core';
import { refuseOnceClosed } from './closing.ts';
import type { BindingDatabase, PoolUse } from './database.ts';
import { StorageError } from './errors.ts';
import { type StorageLogger, silentLogger } from './logger.ts';
import { migrateToLatest } from './migrations/migrate-to-latest.ts';
import { connectMysql, type MysqlPoolOptions } from './mysql/database.ts';
import { resealContents } from './reseal-contents.ts';
import { createSealer, type SealingKey } from './sealing.ts';
import { checkSealingKeys } from './sealing-canary.ts';
import { openSqlite } from './sqlite/database.ts';
import { createStaffSessions, type StaffSessions } from './staff-sessions.ts';
import { createStore } from './store.ts';

export interface StorageOptions {
  /** `sqlite:<path>`, `sqlite::memory:` or `mysql://user:password@host:port/database`. */
  readonly url: string;
  /** The first key encrypts, all decrypt; each is 32 bytes or 43 characters of base64url. */
  readonly sealingKeys: readonly SealingKey[];
  /** The connection pool for MySQL. SQLite ignores it. */
  readonly pool?: MysqlPoolOptions | undefined;
  /** Logs migrations and transactions that run again. Default: no log. */
  readonly logger?: StorageLogger | undefined;
  /** Called once if the disk of an SQLite file failed: until the process restarts nothing can be read or written. */
  readonly onFailure?: ((error: StorageError) => void) | undefined;
}

export interface Storage {
  readonly store: Store;
  /** The sessions of staff in the console. */
  readonly staffSessions: StaffSessions;
  /** Encrypts again every content key that an old sealing key encrypted; returns their number. See {@link resealContents}. */
  resealContents(onProgress?: (seen: number, total: number) => void): Promise<number>;
  /** The use of the connection pool to MySQL now; `undefined` on SQLite. */
  connections(): PoolUse | undefined;
  /** Rejects with {@link StorageError} unless the database answers within two seconds. */
  ping(): Promise<void>;
  /** Waits for running work and closes the database. */
  close(): Promise<void>;
}

const rules: OptionRules<StorageOptions> = {
  url: {
    form: "a database URL, e.g. `'sqlite:./data/binding.db'` or `'mysql://user:password@host:3306/database'`",
    accepts: url => typeof url === 'string'
  },
  sealingKeys: {
    form: 'an array of one or more keys of 32 bytes or 43 characters of base64url, e.g. `[process.env.SEALING_KEY]`',
    accepts: keys =>
      Array.isArray(keys) && keys.every(key => typeof key === 'string' || key instanceof Uint8Array)
  },
  pool: optional(objectRule('an object of options of the pool, e.g. `{ connectionLimit: 20 }`')),
  logger: optional(objectRule('a logger, e.g. `app.log`', 'info', 'warn')),
  onFailure: optional(functionRule('a function that takes the error'))
};

const positive = (example: string) => optional(integerRule(example, 1, 0x7fffffff));

const poolRules: OptionRules<MysqlPoolOptions> = {
  connectionLimit: positive('e.g. 10'),
  connectTimeout: positive('in milliseconds, e.g. 5000'),
  idleTimeout: positive('in milliseconds, e.g. 60_000'),
  maxIdle: optional(integerRule('e.g. 10', 0, 0x7fffffff)),
  ssl: optional({
    form: 'the options of TLS as mysql2 takes them, e.g. `{ ca }`',
    accepts: ssl => typeof ssl === 'string' || (typeof ssl === 'object' && ssl !== null)
  }),
  statementTimeout: positive('in milliseconds, e.g. 5000')
};

/**
 * Opens the database, migrates its tables to this version and returns the store on it.
 *
 * ```ts
 * const storage = await openStorage({ url: 'sqlite:./data/binding.db', sealingKeys: [randomBytes(32)] });
 * const device = await storage.store.findDevice('account-1', 'dev_…');
 * await storage.close();
 * ```
 * @throws {OptionError} For an option that is missing, unknown or wrong.
 * @throws {StorageError} The URL, the keys or the database are wrong; the message says what to do.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  checkOptions<StorageOptions>('openStorage', options, rules);
  const { sealingKeys, pool, logger = silentLogger } = options;
  if (pool) checkOptions<MysqlPoolOptions>('openStorage', pool, poolRules, 'pool.');
  const sealer = createSealer(sealingKeys);
  const database = refuseOnceClosed(await openDatabase(options, logger));
  try {
    await migrateToLatest(database, logger);
    await checkSealingKeys(database, sealer);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    store: createStore(database, sealer),
    staffSessions: createStaffSessions(database),
    resealContents: onProgress => resealContents(database, sealer, onProgress),
    connections: () => database.connections?.(),
    ping: database.ping,
    close: database.close
  };
}

async function openDatabase(
  { url, pool, onFailure }: StorageOptions,
  logger: StorageLogger
): Promise<BindingDatabase> {
  const sqlitePath = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (sqlitePath !== undefined) return openSqlite(sqlitePath, { onFailure });
  if (/^mysql:\/\/[^/]+\/[^/?]+/.test(url) && URL.canParse(url)) return connectMysql(url, pool, logger);
  throw new StorageError(
    'unsupported-url',
    'The database URL must be sqlite:<path>, sqlite::memory: or mysql://user:password@host:port/database.'
  );
}
