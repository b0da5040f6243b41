import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlDialect,
  MysqlQueryCompiler,
  type QueryResult
} from 'kysely';
import type { Pool } from 'mysql2';
import type { Tables } from '../tables.ts';

/** Runs a compiled query: on a connection for reads, or in a transaction. */
export type Ask = (query: CompiledQuery) => Promise<QueryResult<unknown>>;

// One adapter for all instances: prepared queries are stored by adapter.
const adapter = new MysqlAdapter();
const compiler = new MysqlQueryCompiler();

/** A Kysely that passes each query to `ask` and makes no transactions of its own. */
export function kyselyAsking(ask: Ask): Kysely<Tables> {
  return new Kysely<Tables>({
    config: { dialect },
    dialect,
    driver,
    executor: new AskingExecutor(ask)
  });
}

const driver = new DummyDriver();
const dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (db: Kysely<Tables>) => new MysqlDialect({ pool: noPool }).createIntrospector(db),
  createQueryCompiler: () => compiler
};

async function noPool(): Promise<never> {
  throw new Error('Queries go the way that the executor knows.');
}

class AskingExecutor extends DefaultQueryExecutor {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    const lent: DatabaseConnection = {
      executeQuery: query => this.executeQuery(query),
      streamQuery: () => {
        throw new Error('Nothing is streamed.');
      }
    };
    super(compiler, adapter, { provideConnection: borrow => borrow(lent) });
    this.#ask = ask;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#ask(query) as Promise<QueryResult<Row>>;
  }
}

/** A Kysely whose migrator takes no lock: the process that migrates already holds the lease. */
export function kyselyForMigrations(pool: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new LockFreeDialect({ pool }) });
}

class LockFreeDialect extends MysqlDialect {
  override createAdapter() {
    return new LockFreeAdapter();
  }
}

class LockFreeAdapter extends MysqlAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
