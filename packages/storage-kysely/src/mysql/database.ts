import type { Kysely } from 'kysely';
import { createPool, type Pool, type PoolOptions } from 'mysql2';
import type { BindingDatabase } from '../database.ts';
import { type StorageLogger, silentLogger } from '../logger.ts';
import { createSharedReads } from '../shared-reads.ts';
import type { Tables } from '../tables.ts';
import { trackUnderWay } from '../under-way.ts';
import { createAccountQueues } from './account-queues.ts';
import { lendConnections } from './connections.ts';
import { deadlineIn } from './deadline.ts';
import { mysqlDialect } from './dialect.ts';
import { asMysqlFault } from './faults.ts';
import { kyselyAsking, kyselyForMigrations } from './kysely.ts';
import { underLease } from './lease.ts';
import { sendPacket } from './packet.ts';
import { createReads } from './reads.ts';
import { countSharedChange, makeSharedChanges, watchSharedChanges } from './shared-changes.ts';
import { makeTransact } from './transactions.ts';
import { makeWriteCheck, writeCheck } from './write-check.ts';

/** Options of the pool. All names and defaults except `statementTimeout` are mysql2's. */
export interface MysqlPoolOptions
  extends Pick<PoolOptions, 'connectionLimit' | 'connectTimeout' | 'idleTimeout' | 'maxIdle' | 'ssl'> {
  /**
   * Milliseconds that each packet may take, and that a unit of work may take with all its attempts. After that the connection is
   * closed. Default 5000.
   */
  readonly statementTimeout?: number | undefined;
}

const defaultTimeout = 5000;
const pingTimeout = 2000;
const keepAliveDelay = 10_000;

/** Connects to a MySQL-compatible database by `mysql://user:password@host:port/name`, on first use. */
export function connectMysql(
  url: string,
  { statementTimeout = defaultTimeout, ...options }: MysqlPoolOptions = {},
  logger: StorageLogger = silentLogger
): BindingDatabase {
  const pool = createPool({
    uri: url,
    connectTimeout: statementTimeout,
    enableKeepAlive: true,
    keepAliveInitialDelay: keepAliveDelay,
    ...options,
    multipleStatements: true
  });
  return createMysqlDatabase(pool, { statementTimeout }, logger);
}

/**
 * Makes a database from a pool of mysql2 that the caller has created with `multipleStatements`; closing the database closes the pool.
 */
export function createMysqlDatabase(
  pool: Pool,
  { statementTimeout: timeout = defaultTimeout }: Pick<MysqlPoolOptions, 'statementTimeout'> = {},
  logger: StorageLogger = silentLogger
): BindingDatabase {
  const underWay = trackUnderWay();
  const connections = lendConnections(pool);
  const shared = createSharedReads();
  const queued = createAccountQueues();
  const transact = makeTransact(connections, timeout, logger);
  const ask = createReads(connections, {
    timeout,
    // The other half is for writes.
    packets: Math.max(1, Math.floor((pool.config?.connectionLimit ?? 10) / 2)),
    companion: {
      statement: () => changes.statement(),
      answered: (result, sentAt) => changes.answered(result, sentAt)
    }
  });
  const changes = watchSharedChanges(ask, shared.forget);
  const reading = kyselyAsking(ask);
  const migrating = kyselyForMigrations(pool);
  let pinging: Promise<void> | undefined;

  async function explained<T>(answer: Promise<T>): Promise<T> {
    try {
      return await underWay.watch(answer);
    } catch (error) {
      throw asMysqlFault(error);
    }
  }

  const read = <T>(query: (db: Kysely<Tables>) => Promise<T>) => explained(query(reading));

  return {
    dialect: mysqlDialect,
    read,

    async readShared(key, query) {
      if (changes.isFresh()) return shared.read(key, () => read(query));
      const [found] = await Promise.all([read(query), changes.check().catch(() => {})]);
      return found;
    },

    write: work => explained(transact(work, { mayWait: false })),

    inAccount(accountId, work) {
      const deadline = deadlineIn(timeout);
      return explained(queued(accountId, deadline, () => transact(work, { deadline, mayWait: true })));
    },

    async writeShared(work) {
      try {
        return await explained(
          transact(
            async db => {
              const result = await work(db);
              await countSharedChange(db);
              return result;
            },
            { mayWait: false }
          )
        );
      } finally {
        shared.forget();
      }
    },

    alter: change =>
      explained(
        underLease(migrating, async () => {
          await makeSharedChanges(migrating);
          await makeWriteCheck(migrating);
          return change(migrating);
        })
      ),

    connections: connections.use,
    // Nothing to do from here: InnoDB's own purge removes deleted rows, and the server decides how long it keeps its logs.
    scrub: async () => {},

    // Those that ask at the same time share one write.
    ping() {
      pinging ??= explained(ping()).finally(() => {
        pinging = undefined;
      });
      return pinging;
    },

    async close() {
      await underWay.settled();
      await connections.close();
    }
  };

  async function ping(): Promise<void> {
    const deadline = deadlineIn(pingTimeout);
    const connection = await connections.acquire(deadline);
    try {
      await sendPacket(connection, [writeCheck], deadline);
      connections.release(connection);
    } catch (error) {
      connections.discard(connection, error);
      throw error;
    }
  }
}
