// node scripts/with-mariadb.mjs <command…>: runs the command with TEST_MYSQL_URL set, to a private MariaDB unless the
// environment names a server already, or by MYSQLD the program of a MySQL server: then it is a private one of those.
import { mysqld, startMysql } from './cluster/mysql.mjs';
import { hasMariaDb, startMariaDb } from './mariadb.mjs';
import { run } from './run.mjs';

const commandLine = process.argv.slice(2);
const cwd = process.cwd();

process.exitCode = await runWithMariaDb();

async function runWithMariaDb() {
  if (process.env.TEST_MYSQL_URL !== undefined) return run(commandLine, { cwd });
  if (mysqld === undefined && !hasMariaDb()) {
    console.error(
      'MariaDB (mariadbd, mariadb-install-db) is not installed: the tests on MySQL are left out.'
    );
    return process.env.CI === 'true' ? 1 : run(commandLine, { cwd });
  }
  const server = await (mysqld === undefined ? startMariaDb() : startMysql());
  try {
    return await run(commandLine, { cwd, environment: { TEST_MYSQL_URL: server.url } });
  } finally {
    await server.stop();
  }
}
