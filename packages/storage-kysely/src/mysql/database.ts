import { CompiledQuery, Kysely, MysqlDialect, sql } from 'kysely';
import { createPool, type PoolOptions } from 'mysql2';
import type { BindingDatabase } from '../database.ts';
import { StorageError } from '../errors.ts';
import { type StorageLogger, silentLogger } from '../logger.ts';
import type { Tables } from '../tables.ts';
import { trackUnderWay } from '../under-way.ts';
import { mysqlDialect } from './dialect.ts';
import { asMysqlFault } from './faults.ts';
import { rerunAfterConflict } from './rerun-after-conflict.ts';

/** How connections are kept; the names and defaults are mysql2's. */
export type MysqlPoolOptions = Pick<
  PoolOptions,
  'connectionLimit' | 'connectTimeout' | 'idleTimeout' | 'maxIdle' | 'queueLimit' | 'ssl'
>;

const pingTimeout = 2000;

/** Connects to a MySQL-compatible database by `mysql://user:password@host:port/name`, on first use. */
export function connectMysql(
  url: string,
  options: MysqlPoolOptions = {},
  logger: StorageLogger = silentLogger
): BindingDatabase {
  const dialect = new MysqlDialect({
    pool: async () => createPool({ uri: url, ...options }),
    // Refuses what does not fit, whatever the server's default: text that is too long is cut otherwise.
    onCreateConnection: async connection => {
      await connection.executeQuery(CompiledQuery.raw("set session sql_mode = 'STRICT_ALL_TABLES'"));
    }
  });
  return createMysqlDatabase(new Kysely<Tables>({ dialect }), logger);
}

/** Makes a database of a Kysely that the caller has set up for MySQL; closing it destroys that Kysely. */
export function createMysqlDatabase(
  kysely: Kysely<Tables>,
  logger: StorageLogger = silentLogger
): BindingDatabase {
  const underWay = trackUnderWay();

  const read = <T>(query: (db: Kysely<Tables>) => Promise<T>) => explained(query(kysely));
  // What a unit reads after it locked its account is the latest that was committed.
  const write = <T>(work: (db: Kysely<Tables>) => Promise<T>) =>
    explained(
      rerunAfterConflict(() => kysely.transaction().setIsolationLevel('read committed').execute(work), logger)
    );

  return {
    dialect: mysqlDialect,
    read,
    // Nothing tells whether another process has written.
    readShared: (_key, query) => read(query),
    write,
    writeShared: write,
    alter: change => explained(change(kysely)),
    ping: () => explained(within(pingTimeout, sql`select 1`.execute(kysely))),
    async close() {
      await underWay.settled();
      await kysely.destroy();
    }
  };

  async function explained<T>(answer: Promise<T>): Promise<T> {
    try {
      return await underWay.watch(answer);
    } catch (error) {
      throw asMysqlFault(error);
    }
  }
}

async function within(milliseconds: number, answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new StorageError('unreachable', `The database did not answer within ${milliseconds} ms.`);
    timer = setTimeout(reject, milliseconds, error);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
