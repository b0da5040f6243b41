import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.ts';

export const sqliteDialect: SqlDialect = {
  columns: {
    text: length => `varchar(${length})`,
    longText: 'text'
  },
  clustered: sql`without rowid`,
  async addUniqueIndex(db, name, table, columns) {
    await db.schema
      .createIndex(name)
      .ifNotExists()
      .unique()
      .on(table)
      .columns([...columns])
      .execute();
  },
  // SQLite has no IF NOT EXISTS for columns.
  async addColumn(db, table, name, type) {
    const found = (await db.introspection.getTables()).find(other => other.name === table);
    if (found?.columns.some(column => column.name === name)) return;
    await db.schema.alterTable(table).addColumn(name, type).execute();
  },
  // A unit of work holds the whole database anyway: it runs inside BEGIN IMMEDIATE.
  forUpdate: query => query,
  keepExisting: insert => insert.onConflict(conflict => conflict.doNothing())
};
