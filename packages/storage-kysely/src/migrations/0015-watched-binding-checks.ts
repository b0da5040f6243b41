import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Says when a binding check is looked up in the background. Those of an earlier version are never looked up. */
export function watchedBindingChecks({ addColumn, addUniqueIndex }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await addColumn(db, 'binding_checks', 'due_at', 'bigint');
      await addColumn(db, 'binding_checks', 'look_ups', 'integer');
      await addUniqueIndex(db, 'binding_checks_by_due', 'binding_checks', ['due_at', 'check_id']);
    }
  };
}
