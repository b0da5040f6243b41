// node scripts/with-mariadb.mjs <command…>: runs the command with TEST_MYSQL_URL set, to a private MariaDB unless the
// environment names a server already.
import { hasMariaDb, startMariaDb } from './mariadb.mjs';
import { run } from './run.mjs';

const commandLine = process.argv.slice(2);
const cwd = process.cwd();

process.exitCode = await runWithMariaDb();

async function runWithMariaDb() {
  if (process.env.TEST_MYSQL_URL !== undefined) return run(commandLine, { cwd });
  if (!hasMariaDb()) {
    console.error(
      'MariaDB (mariadbd, mariadb-install-db) is not installed: the tests on MySQL are left out.'
    );
    return process.env.CI === 'true' ? 1 : run(commandLine, { cwd });
  }
  const mariaDb = await startMariaDb();
  try {
    return await run(commandLine, { cwd, environment: { TEST_MYSQL_URL: mariaDb.url } });
  } finally {
    await mariaDb.stop();
  }
}
