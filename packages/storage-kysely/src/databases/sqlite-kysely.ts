import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Tables } from '../tables.ts';

/** A Kysely on a connection that runs no transactions of Kysely's: the commit queue makes them. */
export function kyselyOn(connection: SqliteDatabase): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new UnqueuedDialect({ database: preparingOnce(connection) }) });
}

// By default Kysely lends an SQLite connection to one query at a time and wakes all that wait for each, which takes the
// longer the more wait. A query runs to its end without a pause, so that none can come between another.
class UnqueuedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

class UnqueuedDialect extends SqliteDialect {
  override createAdapter() {
    return new UnqueuedAdapter();
  }
}

/** Compiles each statement once; SQLite itself compiles it anew after a change of the tables. */
function preparingOnce(connection: SqliteDatabase): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare(statement) {
      const known = prepared.get(statement) ?? connection.prepare(statement);
      prepared.set(statement, known);
      return known;
    },
    close: () => connection.close()
  };
}
