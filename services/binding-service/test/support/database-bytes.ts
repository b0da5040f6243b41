import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** Everything that a database holds, as bytes: the files of SQLite, or every value of every table of MySQL. */
export async function databaseBytes(databaseUrl: string): Promise<Buffer> {
  if (databaseUrl.startsWith('mysql:')) return mysqlBytes(databaseUrl);
  const folder = dirname(databaseUrl.slice('sqlite:'.length));
  const files = (await readdir(folder)).map(file => readFile(join(folder, file)));
  return Buffer.concat(await Promise.all(files));
}

async function mysqlBytes(databaseUrl: string): Promise<Buffer> {
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
