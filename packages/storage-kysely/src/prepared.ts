import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

/** Stands for a parameter while a query is built. */
class Placeholder {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/**
 * A query that is built and compiled once per database, since on SQLite that takes longer than to run it. Its parameters may
 * stand wherever a column is compared or set with a value: none of them may change the text of the query.
 *
 * ```ts
 * const ofAccount = prepared((db, accountId: string) =>
 *   db.selectFrom('devices').selectAll().where('account_id', '=', accountId)
 * );
 * const { rows } = await ofAccount(db, 'ada');
 * ```
 */
export function prepared<Parameters extends readonly unknown[], Row>(
  build: (db: Kysely<Tables>, ...parameters: Parameters) => Compilable<Row>
): (db: Kysely<Tables>, ...parameters: Parameters) => Promise<QueryResult<Row>> {
  const placeholders = Array.from({ length: build.length - 1 }, (_, index) => new Placeholder(index));
  const queries = new WeakMap<object, CompiledQuery<Row>>();

  return (db, ...parameters) => {
    // A transaction has a Kysely of its own, but the adapter of its database.
    const { adapter } = db.getExecutor();
    const query = queries.get(adapter) ?? build(db, ...(placeholders as unknown as Parameters)).compile();
    queries.set(adapter, query);
    return db.executeQuery({
      ...query,
      parameters: query.parameters.map(value =>
        value instanceof Placeholder ? parameters[value.index] : value
      )
    });
  };
}

/** Like {@link prepared}, for an insert of rows that all come from the same mapper and so have the same columns in one order. */
export function preparedInsert<Table extends keyof Tables>(
  table: Table
): (db: Kysely<Tables>, row: Tables[Table]) => Promise<void> {
  const queries = new WeakMap<object, CompiledQuery>();

  return async (db, row) => {
    const { adapter } = db.getExecutor();
    const query =
      queries.get(adapter) ??
      db
        .insertInto(table)
        .values(row as never)
        .compile();
    queries.set(adapter, query);
    await db.executeQuery({ ...query, parameters: Object.values(row) });
  };
}
