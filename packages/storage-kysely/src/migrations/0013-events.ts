import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

/** Keeps the events that other systems are told. */
export function events(dialect: SqlDialect): Migration {
  const { text, longText } = dialect.columns;
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('unpublished_events')
        .ifNotExists()
        .addColumn('event_id', text(64), column => column.primaryKey())
        .addColumn('account_id', text(128), column => column.notNull())
        .addColumn('type', text(64), column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('data_json', longText, column => column.notNull())
        .addUniqueConstraint('unpublished_events_by_account', ['account_id', 'event_id'])
        .execute();
      await db.schema
        .createTable('events')
        .ifNotExists()
        .addColumn('position', 'bigint', column => column.primaryKey())
        .addColumn('event_id', text(64), column => column.notNull())
        .addColumn('account_id', text(128), column => column.notNull())
        .addColumn('type', text(64), column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('data_json', longText, column => column.notNull())
        .addUniqueConstraint('events_by_id', ['event_id'])
        .addUniqueConstraint('events_by_account', ['account_id', 'position'])
        .execute();
      await db.schema
        .createTable('event_positions')
        .ifNotExists()
        .addColumn('id', 'integer', column => column.primaryKey())
        .addColumn('last', 'bigint', column => column.notNull())
        .execute();
      const tables = db as Kysely<Tables>;
      await dialect
        .keepExisting(tables.insertInto('event_positions').values({ id: 1, last: 0 }), 'last')
        .execute();
    },

    async down(db: Kysely<unknown>) {
      for (const table of ['unpublished_events', 'events', 'event_positions'])
        await db.schema.dropTable(table).ifExists().execute();
    }
  };
}
