import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Connection } from './context.ts';
import type { Tables } from './tables.ts';

/** Stands for a parameter while a query is built. */
class Placeholder {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError('A prepared query cannot compute with its parameters. Compute before the call.');
  }
}

/**
 * A query that is compiled once per database, because on SQLite that takes longer than running it. A parameter can stand
 * wherever a value is compared with a column or written to it; its value must not change the SQL. `undefined` counts as
 * absent, so `build` can have defaults: each combination of given parameters is compiled once.
 *
 * ```ts
 * const devicesOfAccount = prepared(({ db }, accountId: string) =>
 *   db.selectFrom('devices').selectAll().where('account_id', '=', accountId)
 * );
 * const { rows } = await devicesOfAccount(context, 'ada');
 * ```
 */
export function prepared<Parameters extends readonly unknown[], Row>(
  build: (connection: Connection, ...parameters: Parameters) => Compilable<Row>
): (connection: Connection, ...parameters: Parameters) => Promise<QueryResult<Row>> {
  const run = cached<number, Row>();

  return (connection, ...parameters) => {
    let given = 0;
    for (let index = 0; index < parameters.length; index += 1)
      if (parameters[index] !== undefined) given |= 1 << index;
    return run(connection, given, parameters, () => {
      const placeholders = parameters.map((value, index) =>
        value === undefined ? undefined : new Placeholder(index)
      );
      return build(connection, ...(placeholders as unknown as Parameters));
    });
  };
}

/** Like {@link prepared}, for inserting one row. Each list of columns is compiled once. */
export function preparedInsert<Table extends keyof Tables>(
  table: Table
): (connection: Connection, row: Tables[Table]) => Promise<void> {
  const run = cached<string>();

  return async (connection, row) => {
    const columns = Object.keys(row);
    await run(connection, columns.join(), Object.values(row), () => {
      const placeholders = columns.map((column, index) => [column, new Placeholder(index)]);
      return connection.db.insertInto(table).values(Object.fromEntries(placeholders) as never);
    });
  };
}

/** Runs the query of a key, and builds and compiles it if it is the first of this key on the database. */
function cached<Key, Row = unknown>() {
  const caches = new WeakMap<object, Map<Key, CompiledQuery<Row>>>();

  return ({ db }: Connection, key: Key, values: readonly unknown[], build: () => Compilable<Row>) => {
    // A transaction has a Kysely of its own, but shares the adapter of its database.
    const { adapter } = db.getExecutor();
    const queries = caches.get(adapter) ?? new Map<Key, CompiledQuery<Row>>();
    const query = queries.get(key) ?? build().compile();
    caches.set(adapter, queries.set(key, query));
    const parameters = query.parameters.map(value =>
      value instanceof Placeholder ? values[value.index] : value
    );
    return db.executeQuery<Row>({ ...query, parameters });
  };
}
