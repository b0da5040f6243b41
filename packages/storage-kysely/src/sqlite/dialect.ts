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
  // A unit of work holds the whole database anyway: it runs inside BEGIN IMMEDIATE.
  forUpdate: query => query,
  keepExisting: insert => insert.onConflict(conflict => conflict.doNothing())
};
