import { createConnection } from 'mysql2/promise';

/** Creates an empty database on the server. Returns its URL. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const connection = await createConnection(serverUrl);
  await connection.query(`create database ${name}`);
  await connection.end();
  return `${serverUrl}/${name}`;
}

/** Runs statements one after the other on one connection. */
export async function runOnMariaDb(url: string, statements: Iterable<string>): Promise<void> {
  const connection = await createConnection(url);
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}
