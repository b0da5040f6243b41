import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** Everything that a database holds, as bytes: the files of SQLite, or a full dump of MySQL. */
export async function databaseBytes(databaseUrl: string): Promise<Buffer> {
  if (databaseUrl.startsWith('mysql:')) return (await mysqlDump(databaseUrl)) ?? mysqlValues(databaseUrl);
  const folder = dirname(databaseUrl.slice('sqlite:'.length));
  const files = (await readdir(folder)).map(file => readFile(join(folder, file)));
  return Buffer.concat(await Promise.all(files));
}

/** What the server's own program writes; nothing where it is not installed. */
async function mysqlDump(databaseUrl: string): Promise<Buffer | undefined> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const args = [
    ...['--no-defaults', '--protocol=tcp', `--host=${hostname}`, `--port=${port || 3306}`],
    ...[`--user=${decodeURIComponent(username)}`, pathname.slice(1)]
  ];
  for (const program of ['mariadb-dump', 'mysqldump']) {
    try {
      const env = { ...process.env, MYSQL_PWD: decodeURIComponent(password) };
      const { stdout } = await promisify(execFile)(program, args, { env, encoding: 'buffer' });
      return stdout;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

/** Every value of every table. */
async function mysqlValues(databaseUrl: string): Promise<Buffer> {
  const connection = await createConnection(databaseUrl);
  try {
    const [tables] = await connection.query<RowDataPacket[]>('show tables');
    const values: unknown[] = [];
    for (const table of tables.map(row => String(Object.values(row)[0]))) {
      const [rows] = await connection.query<RowDataPacket[]>(`select * from \`${table}\``);
      for (const row of rows) values.push(...Object.values(row));
    }
    return Buffer.concat(values.map(value => (Buffer.isBuffer(value) ? value : Buffer.from(textOf(value)))));
  } finally {
    await connection.end();
  }
}

/** The driver reads JSON columns into objects. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
