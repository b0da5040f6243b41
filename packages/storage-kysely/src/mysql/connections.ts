import type { Pool, PoolConnection } from 'mysql2';
import type { PoolUse } from '../database.ts';
import type { Deadline } from './deadline.ts';
import { concernsAllConnections } from './faults.ts';

/** A pool that lends a connection within a bounded time, and that closes connections which can no longer be used. */
export interface Connections {
  /** Lends a connection; the caller then calls `release` or `discard`. */
  acquire(deadline: Deadline): Promise<PoolConnection>;
  release(connection: PoolConnection): void;
  /** The use of the pool now. */
  use(): PoolUse;
  /**
   * Closes a connection that failed. If the error says that the server failed or became read-only, all connections that were opened
   * before are closed, too, instead of being lent again: a new connection leads to the server that writes now.
   */
  discard(connection: PoolConnection, error: unknown): void;
  /** Closes all connections, also if the server does not answer. */
  close(): Promise<void>;
}

// Settings of a connection before its first statement. The strict mode refuses values that do not fit, whatever the server's default:
// otherwise MySQL truncates long text. With this isolation a unit that has locked its account reads the latest committed state.
const setUp = `set session sql_mode = 'STRICT_ALL_TABLES';
set session transaction isolation level read committed;
set session innodb_lock_wait_timeout = `;

/** Seconds that a statement waits for a lock. */
const lockWait = 2;

/** Milliseconds that connections get to close properly. */
const farewell = 500;

export function lendConnections(pool: Pool): Connections {
  const made = new WeakMap<object, number>();
  const open = new Set<PoolConnection>();
  let generation = 0;
  let lent = 0;
  let waiting = 0;

  pool.on('connection', connection => {
    made.set(connection, generation);
    open.add(connection);
    connection.on('error', () => {});
    connection.on('end', () => open.delete(connection));
    connection.query(`${setUp}${lockWait}`, error => {
      if (error) destroy(connection);
    });
  });

  function destroy(connection: PoolConnection): void {
    open.delete(connection);
    connection.destroy();
    // mysql2 waits until the server closes its side, and a server that hangs never does.
    (connection as unknown as { readonly stream: { destroy(): void } }).stream.destroy();
  }

  function take(deadline: Deadline): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(deadline.fault());
      }, deadline.remaining());
      pool.getConnection((error, connection) => {
        if (isLate) return void connection?.release();
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(connection);
      });
    });
  }

  return {
    async acquire(deadline) {
      for (;;) {
        waiting += 1;
        const connection = await take(deadline).finally(() => {
          waiting -= 1;
        });
        if ((made.get(connection) ?? generation) === generation) {
          lent += 1;
          return connection;
        }
        destroy(connection);
      }
    },
    release(connection) {
      lent -= 1;
      connection.release();
    },
    use: () => ({ open: open.size, lent, waiting }),
    discard(connection, error) {
      lent -= 1;
      destroy(connection);
      if ((made.get(connection) ?? generation) === generation && concernsAllConnections(error))
        generation += 1;
    },
    async close() {
      const ended = new Promise<void>(resolve => pool.end(() => resolve()));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>(resolve => {
        timer = setTimeout(resolve, farewell);
      });
      await Promise.race([ended, late]);
      clearTimeout(timer);
      for (const connection of open) destroy(connection);
    }
  };
}
