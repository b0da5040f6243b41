import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Runs `work` with the URL of an empty SQLite file, which is gone afterwards. */
export async function withSqlite<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'device-binding-proof-'));
  try {
    return await work(`sqlite:${join(folder, 'binding.db')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs `work` with the URL of an empty database of the server, e.g. `mysql://root@127.0.0.1:3306`, gone afterwards. */
export async function withMysql<T>(serverUrl: string, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const name = `proof_${randomBytes(8).toString('hex')}`;
  await query(serverUrl, `create database ${name}`);
  try {
    return await work(`${serverUrl}/${name}`);
  } finally {
    await query(serverUrl, `drop database ${name}`);
  }
}

// On a connection of its own: one that waits may be gone when its node is.
async function query(serverUrl: string, statement: string): Promise<void> {
  const connection = await createConnection(serverUrl);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
