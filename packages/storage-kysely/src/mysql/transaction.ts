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
 * One transaction on a connection. Its beginning goes out with its first statement. Where nobody looks at what a statement changed,
 * the statement waits for the next read or for the commit and goes out in the same packet.
 */
export class Transaction {
  /** Whether the commit was sent: from then on only the server's answer tells whether it happened. */
  isCommitSent = false;
  readonly #connection: PoolConnection;
  readonly #deadline: () => Deadline;
  readonly #mayWait: boolean;
  #waiting: Statement[] = [begin];
  #asked: Asked[] = [];
  #hasBegun = false;

  /**
   * @param deadline For the next packet.
   * @param mayWait Whether nobody looks at what inserts, updates and deletes changed.
   */
  constructor(connection: PoolConnection, deadline: () => Deadline, mayWait: boolean) {
    this.#connection = connection;
    this.#deadline = deadline;
    this.#mayWait = mayWait;
  }

  /** Runs a query; what is asked in one go is sent in one packet. */
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

  /** The results of the statements, without those that waited for them. */
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
