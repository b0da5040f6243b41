import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { serverUser, temporaryFolder } from './folder.mjs';
import { startServerProcess } from './server-process.mjs';

/** MySQL's server, 8.4 or later; the variable `MYSQLD` names it. Not MariaDB's program of the same name. */
export const mysqld = process.env.MYSQLD;

/**
 * Starts a private MySQL with the durability of its defaults on a free port of 127.0.0.1, with the user `root` and no password.
 * The server ends with the calling process, however that ends.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startMysql() {
  const folder = await temporaryFolder('mysql-');
  const { port, options } = await prepareMysql(1, folder.path);
  const server = await startMysqlProcess(options);
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    async stop() {
      await server.killAtOnce();
      await folder.remove();
    }
  };
}

/**
 * Makes an empty data folder.
 * @param {number} number Of the node, from 1 on.
 * @param {string} folder
 * @returns {Promise<{ port: number, options: string[] }>}
 */
export async function prepareMysql(number, folder) {
  const port = await freePort();
  const initial = join(folder, `initial-${number}.sql`);
  // `root` as it is made at first may come by the socket only.
  await writeFile(
    initial,
    "create user 'root'@'127.0.0.1';\ngrant all on *.* to 'root'@'127.0.0.1' with grant option;\n"
  );
  const options = [
    ...['--no-defaults', `--datadir=${join(folder, `node-${number}`)}`, `--server-id=${number}`],
    ...[
      `--port=${port}`,
      '--socket=socket',
      '--mysqlx=OFF',
      '--secure-file-priv=NULL',
      '--bind-address=127.0.0.1'
    ],
    ...['--skip-name-resolve', '--max-connections=500', ...serverUser]
  ];
  const made = spawnSync(program(), [...options, '--initialize-insecure', `--init-file=${initial}`], {
    encoding: 'utf8'
  });
  if (made.status !== 0) throw new Error(`${mysqld} --initialize-insecure failed:\n${made.stderr}`);
  return { port, options };
}

/** @param {string[]} options */
export function startMysqlProcess(options) {
  return startServerProcess([program(), ...options], { readyWhen: 'ready for connections' });
}

function program() {
  if (mysqld === undefined) throw new Error('MYSQLD names no MySQL server.');
  return mysqld;
}
