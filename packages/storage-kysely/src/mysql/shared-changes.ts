import { type Kysely, type QueryResult, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Statement } from './packet.ts';
import type { ReadCompanion } from './reads.ts';

/** Milliseconds. What is kept in memory is used no longer than this after it was last known that nothing has changed. */
const freshness = 1000;
/** With reads that go out anyway, it is asked this often. */
const interval = 250;

const question: Statement = {
  sql: 'select changes from binding_shared_changes where id = 1',
  parameters: []
};

/** Counts the changes of the tables that all accounts share, so that every process learns of them soon. */
export interface SharedChanges extends ReadCompanion {
  /** Whether it was known a moment ago that nothing has changed since. */
  isFresh(): boolean;
  /** Asks now. */
  check(): Promise<void>;
}

/** @param onChange Called when something has changed, or when it is not known. */
export function watchSharedChanges(
  ask: (statement: Statement) => Promise<QueryResult<unknown>>,
  onChange: () => void
): SharedChanges {
  let known: number | undefined;
  let knownAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  function answered({ rows }: QueryResult<unknown>, sentAt: number): void {
    const changes = Number((rows[0] as { changes: number } | undefined)?.changes);
    // Answers of two connections may come in another order than the server's.
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

/** Makes the counter. Repeating it changes nothing. */
export async function makeSharedChanges(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists binding_shared_changes (id integer primary key, changes bigint not null)`.execute(
    db
  );
  await sql`insert into binding_shared_changes (id, changes) values (1, 0) on duplicate key update id = id`.execute(
    db
  );
}

/** In the transaction that changed something. */
export async function countSharedChange(db: Kysely<Tables>): Promise<void> {
  await sql`update binding_shared_changes set changes = changes + 1 where id = 1`.execute(db);
}
