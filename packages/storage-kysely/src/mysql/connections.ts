import type { Pool, PoolConnection } from 'mysql2';
import type { Deadline } from './deadline.ts';
import { concernsAllConnections } from './faults.ts';

/** A pool whose connections are lent within a bounded time, and which forgets those that are no good any more. */
export interface Connections {
  /** Lends a connection; whoever gets it calls `release` or `discard`. */
  acquire(deadline: Deadline): Promise<PoolConnection>;
  release(connection: PoolConnection): void;
  /**
   * Closes a connection that failed. Where the error says that the server went away or may not write any more, all connections
   * that were made before are closed as well before anybody gets them: the next one leads to the server that writes now.
   */
  discard(connection: PoolConnection, error: unknown): void;
  /** Closes all; nothing waits for a server that says nothing. */
  close(): Promise<void>;
}

// What a connection must be like before the first statement. Refuses what does not fit, whatever the server's default: text that is
// too long is cut otherwise. What a unit reads after it locked its account is the latest that was committed.
const setUp = `set session sql_mode = 'STRICT_ALL_TABLES';
set session transaction isolation level read committed;
set session innodb_lock_wait_timeout = `;

/** Seconds that a statement waits for a lock. */
const lockWait = 2;

/** Milliseconds that connections get to say goodbye. */
const farewell = 500;

export function lendConnections(pool: Pool): Connections {
  const made = new WeakMap<object, number>();
  const open = new Set<PoolConnection>();
  let generation = 0;

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
    // mysql2 waits for the server to end its side, which a server that says nothing never does.
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
        const connection = await take(deadline);
        if ((made.get(connection) ?? generation) === generation) return connection;
        destroy(connection);
      }
    },
    release: connection => connection.release(),
    discard(connection, error) {
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
