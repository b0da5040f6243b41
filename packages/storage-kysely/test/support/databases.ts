import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import t, { type Test } from 'tap';
import { openStorage, type Storage, type StorageOptions } from '../../src/index.ts';

export const sealingKey = randomBytes(32);

/** A kind of database that every test of the store runs on. */
export interface TestDatabase {
  readonly name: string;
  /** Whether a second process can open the same one. */
  readonly shared: boolean;
  /** The URL of an empty database of the test's own, gone when the test ends. */
  createUrl(t: Test): Promise<string>;
}

const sqliteFile: TestDatabase = {
  name: 'an SQLite file',
  shared: true,
  createUrl: async t => `sqlite:${join(t.testdir(), 'binding.db')}`
};

const sqliteMemory: TestDatabase = {
  name: 'SQLite in memory',
  shared: false,
  createUrl: async () => 'sqlite::memory:'
};

/** The server, e.g. `mysql://root@127.0.0.1:3306`; its user may create databases. */
const mysqlUrl = process.env.TEST_MYSQL_URL;

const mysql: TestDatabase = {
  name: 'MySQL',
  shared: true,
  async createUrl(t) {
    const name = `binding_test_${randomBytes(8).toString('hex')}`;
    await onMysql(`create database ${name}`);
    t.teardown(() => onMysql(`drop database ${name}`));
    return `${mysqlUrl}/${name}`;
  }
};

if (!mysqlUrl) {
  const sentence = 'TEST_MYSQL_URL names no server, so that nothing is tested on MySQL';
  if (process.env.CI === 'true') t.fail(sentence);
  else t.comment(sentence);
}

export const testDatabases: readonly TestDatabase[] = [
  sqliteFile,
  sqliteMemory,
  ...(mysqlUrl ? [mysql] : [])
];

/** Opens the storage and closes it when the test ends. */
export async function open(t: Test, url: string, more: Partial<StorageOptions> = {}): Promise<Storage> {
  const storage = await openStorage({ url, sealingKeys: [sealingKey], ...more });
  t.teardown(() => storage.close());
  return storage;
}

/** A storage on an empty database of the test's own. */
export async function openEmpty(t: Test, database: TestDatabase): Promise<Storage> {
  return open(t, await database.createUrl(t));
}

/** Runs a rule's test once on each kind of database. */
export function onEachDatabase(rule: string, test: (t: Test, database: TestDatabase) => Promise<void>): void {
  for (const database of testDatabases) t.test(`${rule}, on ${database.name}`, t => test(t, database));
}

/** The same where several processes can open the database. */
export function onEachSharedDatabase(
  rule: string,
  test: (t: Test, database: TestDatabase) => Promise<void>
): void {
  for (const database of testDatabases.filter(({ shared }) => shared))
    t.test(`${rule}, on ${database.name}`, t => test(t, database));
}

async function onMysql(statement: string): Promise<void> {
  const connection = await createConnection(`${mysqlUrl}`);
  await connection.query(statement);
  await connection.end();
}
