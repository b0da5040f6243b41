import type { CompiledQuery, QueryResult } from 'kysely';
import type { PoolConnection } from 'mysql2';
import type { Deadline } from './deadline.ts';
import { type Statement, sendPacket } from './packet.ts';

const begin: Statement = { sql: 'start transaction', parameters: [] };
const commit: Statement = { sql: 'commit', parameters: [] };
const rollback: Statement = { sql: 'rollback', parameters: [] };

interface Asked {
  readonly query: Statement;
  resolve(result: QueryResult<unknown>): void;
  reject(error: unknown): void;
}

/**
 * One transaction on a connection. BEGIN is sent together with the first statement. If nobody uses the result of a write, the write is
 * sent later, in one packet with the next read or with the commit.
 */
export class Transaction {
  /** Whether the commit was sent: after that only the server's answer shows whether it is committed. */
  isCommitSent = false;
  readonly #connection: PoolConnection;
  readonly #deadline: () => Deadline;
  readonly #mayWait: boolean;
  #waiting: Statement[] = [begin];
  #asked: Asked[] = [];
  #hasBegun = false;

  /**
   * @param deadline Returns the deadline of the next packet.
   * @param mayWait Whether nobody uses the results of inserts, updates and deletes, so that they may be sent later.
   */
  constructor(connection: PoolConnection, deadline: () => Deadline, mayWait: boolean) {
    this.#connection = connection;
    this.#deadline = deadline;
    this.#mayWait = mayWait;
  }

  /** Runs a query; queries of one turn are sent in one packet. */
  ask(query: CompiledQuery): Promise<QueryResult<unknown>> {
    if (this.#mayWait && this.#asked.length === 0 && isWrite(query)) {
      this.#waiting.push(query);
      return Promise.resolve({ rows: [] });
    }
    return new Promise((resolve, reject) => {
      this.#asked.push({ query, resolve, reject });
      if (this.#asked.length === 1) queueMicrotask(() => this.#flush());
    });
  }

  async commit(): Promise<void> {
    if (!this.#hasBegun && this.#waiting.length === 1) return;
    this.isCommitSent = true;
    await this.#send([commit]);
  }

  async rollback(): Promise<void> {
    this.#waiting = [];
    if (this.#hasBegun) await this.#send([rollback]);
  }

  async #flush(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    try {
      const results = await this.#send(asked.map(({ query }) => query));
      for (const [index, { resolve }] of asked.entries()) resolve(results[index]!);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  /** Returns the results of these statements, without those of the earlier writes in the same packet. */
  async #send(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#hasBegun = true;
    const results = await sendPacket(this.#connection, [...waiting, ...statements], this.#deadline());
    return results.slice(waiting.length);
  }
}

function isWrite({ query }: CompiledQuery): boolean {
  return /^(Insert|Update|Delete)QueryNode$/.test(query.kind);
}
