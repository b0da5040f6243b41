import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import t, { type Test } from 'tap';

/** A kind of database that the service runs on. */
export interface TestDatabase {
  readonly name: string;
  /** The URL of an empty database of the test's own, gone when the test ends. */
  createUrl(t: Test): Promise<string>;
}

const sqlite: TestDatabase = {
  name: 'SQLite',
  createUrl: async t => `sqlite:${join(t.testdir(), 'binding.db')}`
};

/** The server, e.g. `mysql://root@127.0.0.1:3306`; its user may create databases. */
const mysqlUrl = process.env.TEST_MYSQL_URL;

const mysql: TestDatabase = {
  name: 'MySQL',
  async createUrl(t) {
    const name = `service_test_${randomBytes(8).toString('hex')}`;
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

const databases: readonly TestDatabase[] = [sqlite, ...(mysqlUrl ? [mysql] : [])];

/** Runs a rule's test once on each kind of database. */
export function onEachDatabase(rule: string, test: (t: Test, database: TestDatabase) => Promise<void>): void {
  for (const database of databases) t.test(`${rule}, on ${database.name}`, t => test(t, database));
}

/** The same where several processes write at once. */
export function onMysqlAlone(rule: string, test: (t: Test, database: TestDatabase) => Promise<void>): void {
  t.test(rule, { skip: mysqlUrl ? false : 'TEST_MYSQL_URL is not set' }, t => test(t, mysql));
}

async function onMysql(sql: string): Promise<void> {
  const connection = await createConnection(mysqlUrl!);
  await connection.query(sql);
  await connection.end();
}
