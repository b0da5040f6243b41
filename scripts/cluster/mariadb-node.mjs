import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { serverUser } from './folder.mjs';

const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

/** The environment of MariaDB's programs: Debian keeps the server in sbin, which is not in every user's PATH. */
export const mariaDbEnvironment = { ...process.env, PATH: path };

/**
 * Makes an empty data folder.
 * @param {number} number Of the node, from 1 on.
 * @param {string} folder
 * @returns {Promise<{ port: number, options: string[] }>}
 */
export async function prepareMariaDb(number, folder) {
  const data = join(folder, `node-${number}`);
  const port = await freePort();
  const installed = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', ...serverUser],
    { env: mariaDbEnvironment, encoding: 'utf8' }
  );
  if (installed.status !== 0) throw new Error(`mariadb-install-db failed:\n${installed.stderr}`);
  return {
    port,
    options: [
      ...['--no-defaults', `--datadir=${data}`, `--server-id=${number}`, '--socket=socket', `--port=${port}`],
      ...['--bind-address=127.0.0.1', '--skip-name-resolve', '--max-connections=500', ...serverUser]
    ]
  };
}
