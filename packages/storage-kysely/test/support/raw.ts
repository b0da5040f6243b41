import { sql } from 'kysely';
import type { Test } from 'tap';
import { type BindingDatabase, connectMysql, openSqlite, type Tables } from '../../src/index.ts';

/** The database without the store; closed when the test ends. */
export async function openDatabase(t: Test, url: string): Promise<BindingDatabase> {
  const database = url.startsWith('sqlite:')
    ? await openSqlite(url.slice('sqlite:'.length))
    : connectMysql(url);
  t.teardown(() => database.close());
  return database;
}

/** The rows as they are stored. */
export async function rowsOf(database: BindingDatabase, table: keyof Tables): Promise<readonly object[]> {
  return database.read(db => db.selectFrom(table).selectAll().execute());
}

/** Runs a statement of SQL that both kinds of database understand. */
export async function run(database: BindingDatabase, statement: string): Promise<void> {
  await database.alter(db => sql.raw(statement).execute(db));
}
