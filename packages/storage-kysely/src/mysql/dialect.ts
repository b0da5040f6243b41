import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.ts';
import { driverCode } from '../errors.ts';

// Every column names its collation, so that the server's default does not matter. Ids are utf8mb4 as well: compared
// with an ascii column, an id that a client sends with other characters is an error on MySQL instead of no match.
const compared = sql`character set utf8mb4 collate utf8mb4_bin`;

export const mysqlDialect: SqlDialect = {
  columns: {
    text: length => sql`varchar(${sql.lit(length)}) ${compared}`,
    longText: sql`mediumtext ${compared}`
  },
  // As all tables of InnoDB are.
  clustered: sql``,
  // MySQL has no IF NOT EXISTS for indexes.
  async addUniqueIndex(db, name, table, columns) {
    try {
      await db.schema
        .createIndex(name)
        .unique()
        .on(table)
        .columns([...columns])
        .execute();
    } catch (error) {
      if (driverCode(error) !== 'ER_DUP_KEYNAME') throw error;
    }
  },
  async addColumn(db, table, name, type) {
    try {
      await db.schema.alterTable(table).addColumn(name, type).execute();
    } catch (error) {
      if (driverCode(error) !== 'ER_DUP_FIELDNAME') throw error;
    }
  },
  forUpdate: query => query.forUpdate(),
  // Not INSERT IGNORE, which also cuts text that is too long, in silence.
  keepExisting: (insert, column) => insert.onDuplicateKeyUpdate({ [column]: sql.ref(column) } as never)
};
