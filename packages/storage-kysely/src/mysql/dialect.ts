import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.ts';
import { driverCode } from '../errors.ts';

// Every column names its collation, so that the server's default does not matter. Ids are utf8mb4 as well: an id
// that a client sends may have other characters than ascii, and to compare it with an ascii column is an error on MySQL.
const compared = sql`character set utf8mb4 collate utf8mb4_bin`;

export const mysqlDialect: SqlDialect = {
  columns: {
    text: length => sql`varchar(${sql.lit(length)}) ${compared}`,
    longText: sql`mediumtext ${compared}`
  },
  // Empty: InnoDB stores the rows of every table in order of the primary key.
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
  // Not INSERT IGNORE, which also truncates long text without an error.
  keepExisting: (insert, column) => insert.onDuplicateKeyUpdate({ [column]: sql.ref(column) } as never)
};
