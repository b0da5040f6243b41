import type { QueryResult } from 'kysely';
import type { PoolConnection, ResultSetHeader } from 'mysql2';
import type { Deadline } from './deadline.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Separates the statements of a packet. */
const separator = '; ';

/**
 * Sends the statements in one packet; the server runs them in order until one fails.
 * @returns The result of each.
 * @throws The error of the statement that failed, or that of the deadline; the caller then discards the connection or rolls back.
 */
export function sendPacket(
  connection: PoolConnection,
  statements: readonly Statement[],
  deadline: Deadline
): Promise<readonly QueryResult<unknown>[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(deadline.fault()), deadline.remaining());
    const sql = statements.map(statement => statement.sql).join(separator);
    const values = statements.flatMap(statement => statement.parameters);
    connection.query({ sql, values }, (error, answer) => {
      clearTimeout(timer);
      if (error) return reject(error);
      const answers = statements.length === 1 ? [answer] : (answer as unknown[]);
      resolve(answers.map(toResult));
    });
  });
}

function toResult(answer: unknown): QueryResult<unknown> {
  if (Array.isArray(answer)) return { rows: answer };
  const { affectedRows, changedRows } = answer as ResultSetHeader;
  return { rows: [], numAffectedRows: BigInt(affectedRows), numChangedRows: BigInt(changedRows ?? 0) };
}
