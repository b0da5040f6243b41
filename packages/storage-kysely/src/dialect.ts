import type {
  ColumnDataType,
  Expression,
  InsertQueryBuilder,
  InsertResult,
  Kysely,
  SelectQueryBuilder
} from 'kysely';
import type { Tables } from './tables.ts';

/** Column types of a database. Moments and numbers are not here: BIGINT and INTEGER are the same on both. */
export interface ColumnTypes {
  /** Text of at most `length` characters, compared by code point, so that upper and lower case differ. */
  text(length: number): ColumnDataType | Expression<unknown>;
  /** Up to 16 MB of text: JSON and encrypted text. */
  readonly longText: ColumnDataType | Expression<unknown>;
}

/** All differences between the SQL of the databases. */
export interface SqlDialect {
  readonly columns: ColumnTypes;
  /** Ends a CREATE TABLE, so that rows are stored in order of the primary key: the rows of one account are then next to each other. */
  readonly clustered: Expression<unknown>;
  /** Adds a unique index, unless a migration that was interrupted has added it. Its columns end with the primary key. */
  addUniqueIndex(
    db: Kysely<unknown>,
    name: string,
    table: keyof Tables & string,
    columns: readonly string[]
  ): Promise<void>;
  /** Adds a column, unless a migration that was cut off has added it. Rows that are there have no value in it. */
  addColumn(
    db: Kysely<unknown>,
    table: keyof Tables & string,
    name: string,
    type: ColumnDataType | Expression<unknown>
  ): Promise<void>;
  /** Makes a query lock its rows until the transaction ends. */
  forUpdate<Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>
  ): SelectQueryBuilder<Tables, Table, Row>;
  /** Makes an insert leave an existing row as it is, and lock that row until the transaction ends. */
  keepExisting<Table extends keyof Tables>(
    insert: InsertQueryBuilder<Tables, Table, InsertResult>,
    column: keyof Tables[Table] & string
  ): InsertQueryBuilder<Tables, Table, InsertResult>;
}
