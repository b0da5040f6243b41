import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

/**
 * @typedef {object} MariaDb
 * @property {string} url e.g. `mysql://root@127.0.0.1:40123`, naming no database: root may create its own.
 * @property {() => Promise<void>} stop Stops the server and removes its folder.
 */

// The server runs as long as the stdin of this shell is open. It ends, and its folder is removed, when the process at the other
// end ends, even by `kill -9`. The path of the socket is relative, since an absolute one may be longer than the system allows.
const serveUntilStdinCloses = `
  folder=$1; port=$2; shift 2
  exec 3<&0
  if mariadb-install-db --no-defaults --datadir="$folder/data" --auth-root-authentication-method=normal \\
    --skip-test-db "$@" >&2
  then
    mariadbd --no-defaults --datadir="$folder/data" --tmpdir="$folder" --socket=socket --port="$port" \\
      --bind-address=127.0.0.1 --skip-name-resolve --max-connections=500 "$@" &
    server=$!
    { read -r _; kill "$server"; } <&3 &
    wait "$server"
  fi
  rm -rf "$folder"
`;

// Debian keeps the server in sbin, which is not in every user's PATH.
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

/** Whether this machine has the programs that {@link startMariaDb} runs. */
export function hasMariaDb() {
  const programs = ['mariadbd', 'mariadb-install-db'];
  return programs.every(
    program => spawnSync('sh', ['-c', `command -v ${program}`], { env: environment }).status === 0
  );
}

/**
 * Starts a private MariaDB with the durability of its defaults in a temporary folder, on a free port of 127.0.0.1,
 * with the user `root` and no password. The server ends with the calling process, however that ends.
 * @param {readonly string[]} [options] More options of `mariadbd`.
 * @returns {Promise<MariaDb>}
 * @throws {Error} With the server's log, when the server ends before it takes connections.
 *
 * @example
 * const mariaDb = await startMariaDb()
 * const pool = createPool(`${mariaDb.url}/mysql`)
 * await mariaDb.stop()
 */
export async function startMariaDb(options = []) {
  const folder = await mkdtemp(join(tmpdir(), 'mariadb-'));
  const port = await freePort();
  // MariaDB refuses to run as root unless told so by name.
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const shell = spawn('sh', ['-c', serveUntilStdinCloses, 'sh', folder, String(port), ...user, ...options], {
    env: environment,
    stdio: ['pipe', 'ignore', 'pipe'],
    // A process group of its own: only the caller gets Ctrl-C, and stops the server in order.
    detached: true
  });
  const ended = once(shell, 'exit');
  const stop = async () => {
    shell.stdin.end();
    await ended;
  };

  await new Promise((resolve, reject) => {
    let log = '';
    shell.stderr.on('data', chunk => {
      log += chunk;
      if (log.includes('ready for connections')) resolve(undefined);
    });
    ended.then(() => reject(new Error(`MariaDB did not start:\n${log}`)));
  });
  return { url: `mysql://root@127.0.0.1:${port}`, stop };
}
