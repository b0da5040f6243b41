import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Keeps the binding checks of devices. */
export function bindingChecks({ columns: { text } }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('binding_checks')
        .ifNotExists()
        .addColumn('account_id', text(128), column => column.notNull())
        .addColumn('check_id', text(64), column => column.notNull())
        .addColumn('device_id', text(64), column => column.notNull())
        .addColumn('drm', text(32), column => column.notNull())
        .addColumn('cookie', text(32), column => column.notNull())
        .addColumn('state', text(32), column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('expires_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('binding_checks_pk', ['account_id', 'check_id'])
        .addUniqueConstraint('binding_checks_by_id', ['check_id'])
        .addUniqueConstraint('binding_checks_by_end', ['expires_at', 'check_id'])
        .execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('binding_checks').ifExists().execute();
    }
  };
}
