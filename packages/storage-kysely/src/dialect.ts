import type {
  ColumnDataType,
  Expression,
  InsertQueryBuilder,
  InsertResult,
  Kysely,
  SelectQueryBuilder
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
  /** Adds a unique index, unless a migration that was cut off has added it. Its columns end with the primary key. */
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
