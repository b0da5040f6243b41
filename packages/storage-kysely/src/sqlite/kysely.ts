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

/** A Kysely on a connection that runs no transactions of Kysely's: the commit queue makes them. */
export function kyselyOn(connection: SqliteDatabase): Kysely<Tables> {
  const dialect = new SqliteDialect({ database: connection });
  return new Kysely<Tables>({
    config: { dialect },
    dialect,
    driver: dialect.createDriver(),
    executor: new DirectExecutor(connection)
  });
}

// By default Kysely lends an SQLite connection to one query at a time, over several promises. A query runs to its end without
// a pause, so that none can come between another.
class DirectExecutor extends DefaultQueryExecutor {
  readonly #connection: SqliteDatabase;
  // Compiled once; SQLite itself compiles a statement anew after a change of the tables.
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
