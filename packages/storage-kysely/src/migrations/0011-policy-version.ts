import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Counts the changes of a policy. */
export function policyVersion({ addColumn }: SqlDialect): Migration {
  return {
    up: (db: Kysely<unknown>) => addColumn(db, 'policies', 'version', 'integer')
  };
}
