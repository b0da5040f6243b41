import type { QueryResult } from 'kysely';
import type { Connections } from './connections.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import { isOutage } from './faults.ts';
import { type Statement, sendPacket } from './packet.ts';

interface Asked {
  readonly query: Statement;
  /** The time that it waits for other packets counts. */
  readonly deadline: Deadline;
  resolve(result: QueryResult<unknown>): void;
  reject(error: unknown): void;
}

/** The most reads in a packet, so that no request waits for the reads of many others. */
const mostInPacket = 40;

/** Called before each packet of reads is sent; may add a statement in front of it. */
export interface ReadCompanion {
  statement(): Statement | undefined;
  answered(result: QueryResult<unknown>, sentAt: number): void;
}

/**
 * Reads outside of transactions. The reads of one turn of the event loop go to the server in one packet, on one connection. They are
 * answered in order: each answer is at least as new as the ones before it.
 */
export function createReads(
  connections: Connections,
  { timeout, packets, companion }: { timeout: number; packets: number; companion: ReadCompanion }
): (query: Statement) => Promise<QueryResult<unknown>> {
  let gathered: Asked[] = [];
  let underWay = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || underWay >= packets || gathered.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const group = gathered.slice(0, mostInPacket);
      gathered = gathered.slice(mostInPacket);
      underWay += 1;
      void answer(group).finally(() => {
        underWay -= 1;
        schedule();
      });
      schedule();
    });
  }

  async function answer(group: readonly Asked[]): Promise<void> {
    const first = companion.statement();
    const statements = group.map(({ query }) => query);
    const sentAt = performance.now();
    try {
      const results = await send(first ? [first, ...statements] : statements, group[0]!.deadline);
      if (first) companion.answered(results[0]!, sentAt);
      const own = first ? results.slice(1) : results;
      for (const [index, asked] of group.entries()) asked.resolve(own[index]!);
    } catch (error) {
      // Only one of the reads caused the failure, so each runs again separately.
      if (isOutage(error) || (group.length === 1 && !first)) for (const asked of group) asked.reject(error);
      else await Promise.all(group.map(answerAlone));
    }
  }

  async function answerAlone(asked: Asked): Promise<void> {
    try {
      asked.resolve((await send([asked.query], asked.deadline))[0]!);
    } catch (error) {
      asked.reject(error);
    }
  }

  /** A read may safely run twice: if the connection fails, it runs once more on another one. */
  async function send(statements: readonly Statement[], deadline: Deadline) {
    for (let attempt = 1; ; attempt += 1) {
      const connection = await connections.acquire(deadline);
      try {
        const results = await sendPacket(connection, statements, deadline);
        connections.release(connection);
        return results;
      } catch (error) {
        if (deadline.isOver() || isOutage(error)) connections.discard(connection, error);
        else connections.release(connection);
        if (!isOutage(error) || deadline.isOver() || attempt === 2) throw error;
      }
    }
  }

  return query =>
    new Promise((resolve, reject) => {
      gathered.push({ query, deadline: deadlineIn(timeout), resolve, reject });
      schedule();
    });
}
