import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { hasMariaDb } from '../mariadb.mjs';
import { root } from '../repository.mjs';

const script = join(root, 'scripts/with-mariadb.mjs');
const { TEST_MYSQL_URL, CI, ...environment } = process.env;

/**
 * @param {string[]} commandLine
 * @param {NodeJS.ProcessEnv} [extra]
 */
const withMariaDb = (commandLine, extra) =>
  spawnSync(process.execPath, [script, ...commandLine], {
    env: { ...environment, ...extra },
    encoding: 'utf8'
  });

const printUrl = [process.execPath, '-p', 'process.env.TEST_MYSQL_URL'];

t.test('a server that the environment names is used as it is', async t => {
  const { stdout } = withMariaDb(printUrl, { TEST_MYSQL_URL: 'mysql://somebody@192.0.2.1/else' });
  t.equal(stdout.trim(), 'mysql://somebody@192.0.2.1/else');
});

t.test('the exit code is that of the command', async t => {
  t.equal(withMariaDb(['sh', '-c', 'exit 7'], { TEST_MYSQL_URL: 'mysql://given' }).status, 7);
});

t.test('the command runs in the folder of the caller', async t => {
  const env = { ...environment, TEST_MYSQL_URL: 'mysql://given' };
  const { stdout } = spawnSync(process.execPath, [script, 'pwd'], {
    cwd: t.testdir(),
    env,
    encoding: 'utf8'
  });
  t.equal(stdout.trim(), t.testdirName);
});

t.test('where none is installed the command runs without one, and a line says so', async t => {
  const { stdout, stderr, status } = withMariaDb(printUrl, { PATH: t.testdir() });
  t.equal(status, 0);
  t.equal(stdout.trim(), 'undefined');
  t.match(stderr, /^MariaDB .* is not installed: the tests on MySQL are left out\.\n$/);
});

t.test('where none is installed CI fails', async t => {
  const { stdout, status } = withMariaDb(printUrl, { PATH: t.testdir(), CI: 'true' });
  t.equal(status, 1);
  t.equal(stdout, '');
});

t.test('with MariaDB', { skip: !hasMariaDb() && 'MariaDB is not installed' }, async t => {
  t.test('the server answers while the command runs, and its folder is removed afterwards', async t => {
    const TMPDIR = t.testdir();
    const greet =
      'const { port } = new URL(process.env.TEST_MYSQL_URL); require("net").connect(port).once("data", chunk => { console.log(String(chunk)); process.exit() })';
    t.match(withMariaDb([process.execPath, '-e', greet], { TMPDIR }).stdout, /MariaDB/);
    t.same(readdirSync(TMPDIR), []);
  });

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGKILL'])) {
    t.test(`${signal} leaves neither a server nor its folder behind`, async t => {
      const TMPDIR = t.testdir();
      const command = `${printUrl.map(word => `'${word}'`).join(' ')}; exec sleep 20`;
      const launcher = spawn(process.execPath, [script, 'sh', '-c', command], {
        env: { ...environment, TMPDIR },
        stdio: ['ignore', 'pipe', 'inherit'],
        // A group of its own, so that the test can end the command with it, as a terminal does.
        detached: true
      });
      const [url] = await once(launcher.stdout, 'data');
      process.kill(-(/** @type {number} */ (launcher.pid)), signal);
      await once(launcher, 'exit');
      while (readdirSync(TMPDIR).length > 0) await sleep(20);
      const socket = connect(Number(new URL(String(url)).port), '127.0.0.1');
      const [error] = await once(socket, 'error');
      t.equal(error.code, 'ECONNREFUSED');
    });
  }
});
