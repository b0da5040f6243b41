import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement
} from 'kysely';
import type { Tables } from '../tables.ts';

/** A Kysely on a connection without Kysely's own transactions: the commit queue makes the transactions. */
export function kyselyOn(connection: SqliteDatabase): Kysely<Tables> {
  const dialect = new SqliteDialect({ database: connection });
  return new Kysely<Tables>({
    config: { dialect },
    dialect,
    driver: dialect.createDriver(),
    executor: new DirectExecutor(connection)
  });
}

// By default Kysely lends an SQLite connection to one query at a time, which takes several promises. That is not needed: a query
// of better-sqlite3 is synchronous, so two queries cannot interleave.
class DirectExecutor extends DefaultQueryExecutor {
  readonly #connection: SqliteDatabase;
  // Each statement is compiled once; SQLite itself compiles it again after a change of the tables.
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(connection: SqliteDatabase) {
    const lent: DatabaseConnection = {
      executeQuery: query => this.executeQuery(query),
      streamQuery: () => {
        throw new Error('Nothing is streamed.');
      }
    };
    super(new SqliteQueryCompiler(), new SqliteAdapter(), { provideConnection: borrow => borrow(lent) });
    this.#connection = connection;
  }

  override async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statements.get(sql) ?? this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
}
