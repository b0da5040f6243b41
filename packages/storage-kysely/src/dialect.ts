import {
  type ColumnDataType,
  type Expression,
  type InsertQueryBuilder,
  type InsertResult,
  type SelectQueryBuilder,
  sql
} from 'kysely';
import type { Tables } from './tables.ts';

/** Column types of a database. Moments and numbers need none of their own: BIGINT and INTEGER are the same on both. */
export interface ColumnTypes {
  /** Text of at most `length` characters, compared by code point: upper and lower case differ. */
  text(length: number): ColumnDataType | Expression<unknown>;
  /** Up to 16 MB of text: JSON and what is sealed. */
  readonly longText: ColumnDataType | Expression<unknown>;
}

/** Everything in which the SQL of the databases differs. */
export interface SqlDialect {
  readonly columns: ColumnTypes;
  /** Ends a table whose rows lie together by primary key, so that those of one account are found at once. */
  readonly clustered: Expression<unknown>;
  /** Makes a query hold its rows until the transaction ends. */
  forUpdate<Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>
  ): SelectQueryBuilder<Tables, Table, Row>;
  /** Lets an insert pass over a row that is there, and holds that row until the transaction ends. */
  keepExisting<Table extends keyof Tables>(
    insert: InsertQueryBuilder<Tables, Table, InsertResult>,
    column: keyof Tables[Table] & string
  ): InsertQueryBuilder<Tables, Table, InsertResult>;
}

export const sqliteDialect: SqlDialect = {
  columns: {
    text: length => `varchar(${length})`,
    longText: 'text'
  },
  clustered: sql`without rowid`,
  // A unit of work holds the whole database anyway: it runs inside BEGIN IMMEDIATE.
  forUpdate: query => query,
  keepExisting: insert => insert.onConflict(conflict => conflict.doNothing())
};

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
  forUpdate: query => query.forUpdate(),
  // Not INSERT IGNORE, which also cuts text that is too long, in silence.
  keepExisting: (insert, column) => insert.onDuplicateKeyUpdate({ [column]: sql.ref(column) } as never)
};
