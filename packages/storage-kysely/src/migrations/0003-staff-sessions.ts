import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Sessions of staff in the console. */
export function staffSessions({ columns: { text, longText } }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('staff_sessions')
        .ifNotExists()
        .addColumn('session_id', text(64), column => column.notNull())
        .addColumn('hash', text(64), column => column.notNull())
        .addColumn('actor', text(128), column => column.notNull())
        .addColumn('name', text(128), column => column.notNull())
        .addColumn('scopes_json', longText, column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('last_seen_at', 'bigint', column => column.notNull())
        .addColumn('ends_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('staff_sessions_pk', ['session_id'])
        .addUniqueConstraint('staff_sessions_by_hash', ['hash'])
        .addUniqueConstraint('staff_sessions_by_end', ['ends_at', 'session_id'])
        .execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('staff_sessions').ifExists().execute();
    }
  };
}
