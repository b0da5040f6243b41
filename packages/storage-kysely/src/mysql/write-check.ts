import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Statement } from './packet.ts';

/**
 * Commits a change of one row. A statement that changes nothing would not do: a server that has lost the majority of its group takes
 * it, and only lets commits wait.
 */
export const writeCheck: Statement = {
  sql: 'update binding_write_checks set checks = checks + 1 where id = 1',
  parameters: []
};

/** Makes the row of {@link writeCheck} unless it exists. */
export async function makeWriteCheck(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists binding_write_checks (id integer primary key, checks bigint not null)`.execute(
    db
  );
  await sql`insert into binding_write_checks (id, checks) values (1, 0) on duplicate key update id = id`.execute(
    db
  );
}
