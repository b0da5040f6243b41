import { type Kysely, type QueryResult, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Statement } from './packet.ts';
import type { ReadCompanion } from './reads.ts';

/** Milliseconds that cached rows may be used after the counter was last read. */
const freshness = 1000;
/** Milliseconds between two reads of the counter that travel in the packet of other reads. */
const interval = 250;

const question: Statement = {
  sql: 'select changes from binding_shared_changes where id = 1',
  parameters: []
};

/** Counts the changes of the tables that all accounts share, so that every process soon notices them. */
export interface SharedChanges extends ReadCompanion {
  /** Whether the counter was read so recently that cached rows may be used. */
  isFresh(): boolean;
  /** Reads the counter now. */
  check(): Promise<void>;
}

/** @param onChange Called if something has changed, or if this is not known. */
export function watchSharedChanges(
  ask: (statement: Statement) => Promise<QueryResult<unknown>>,
  onChange: () => void
): SharedChanges {
  let known: number | undefined;
  let knownAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  function answered({ rows }: QueryResult<unknown>, sentAt: number): void {
    const changes = Number((rows[0] as { changes: number } | undefined)?.changes);
    // The answers of two connections may arrive in a different order than the server sent them.
    if (sentAt < knownAt || Number.isNaN(changes)) return;
    if (changes !== known) onChange();
    known = changes;
    knownAt = sentAt;
  }

  return {
    isFresh: () => performance.now() - knownAt < freshness,
    async check() {
      const sentAt = performance.now();
      askedAt = sentAt;
      answered(await ask(question), sentAt);
    },
    statement() {
      if (performance.now() - askedAt < interval) return undefined;
      askedAt = performance.now();
      return question;
    },
    answered
  };
}

/** Makes the counter unless it exists. */
export async function makeSharedChanges(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists binding_shared_changes (id integer primary key, changes bigint not null)`.execute(
    db
  );
  await sql`insert into binding_shared_changes (id, changes) values (1, 0) on duplicate key update id = id`.execute(
    db
  );
}

/** Increments the counter; runs in the transaction that changed something. */
export async function countSharedChange(db: Kysely<Tables>): Promise<void> {
  await sql`update binding_shared_changes set changes = changes + 1 where id = 1`.execute(db);
}
