import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** An encrypted row that shows at start whether the sealing keys are the right ones. */
export function sealingCanary({ columns: { text, longText } }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('sealing_canaries')
        .ifNotExists()
        .addColumn('canary_id', text(64), column => column.notNull())
        .addColumn('sealed', longText, column => column.notNull())
        .addPrimaryKeyConstraint('sealing_canaries_pk', ['canary_id'])
        .execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('sealing_canaries').ifExists().execute();
    }
  };
}
