import { createConnection } from 'mysql2/promise';
import { temporaryFolder } from './folder.mjs';
import { prepareMariaDb } from './mariadb-node.mjs';
import { mysqld, prepareMysql, startMysqlProcess } from './mysql.mjs';
import { startServerProcess } from './server-process.mjs';

/**
 * @typedef {object} SingleServer A MariaDB, or the MySQL that `MYSQLD` names.
 * @property {string} url e.g. `mysql://root@127.0.0.1:40123`; names no database.
 * @property {() => void} freeze The server answers nothing and keeps its connections (`SIGSTOP`).
 * @property {() => void} thaw
 * @property {() => Promise<void>} shutDown In order; resolves when the server is gone.
 * @property {() => Promise<void>} start After a shutdown.
 * @property {(source: SingleServer) => Promise<void>} replicate Takes over everything that the other server writes; both are empty at first.
 */

/**
 * Starts as many private servers as wanted, on free ports of 127.0.0.1, with the durability of the defaults and binary logs. They
 * end with the calling process.
 * @param {number} count
 * @returns {Promise<{ servers: SingleServer[], stop: () => Promise<void> }>}
 */
export async function startSingleServers(count) {
  const folder = await temporaryFolder('servers-');
  /** @type {Awaited<ReturnType<typeof startOne>>[]} */
  const servers = [];
  for (let number = 1; number <= count; number++) servers.push(await startOne(number, folder.path));
  return {
    servers,
    async stop() {
      await Promise.all(servers.map(server => server.killAtOnce()));
      await folder.remove();
    }
  };
}

/**
 * @param {number} number
 * @param {string} folder
 */
async function startOne(number, folder) {
  const { port, options } = await (mysqld === undefined ? prepareMariaDb : prepareMysql)(number, folder);
  const url = `mysql://root@127.0.0.1:${port}`;
  let server = await start();

  return {
    url,
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    killAtOnce: () => server.killAtOnce(),
    shutDown: () => server.shutDown(),
    async start() {
      server = await start();
    },
    /** @param {SingleServer} source */
    async replicate(source) {
      const { port: sourcePort } = new URL(source.url);
      await run(
        url,
        mysqld === undefined
          ? `change master to master_host = '127.0.0.1', master_port = ${sourcePort}, master_user = 'root',
             master_use_gtid = slave_pos`
          : `change replication source to source_host = '127.0.0.1', source_port = ${sourcePort},
             source_user = 'root', source_auto_position = 1, get_source_public_key = 1`
      );
      await run(url, 'start replica');
    }
  };

  function start() {
    return mysqld === undefined
      ? startServerProcess(['mariadbd', ...options, '--log-bin=binlog'], {
          readyWhen: 'ready for connections'
        })
      : startMysqlProcess([
          ...options,
          '--log-bin=binlog',
          '--gtid-mode=ON',
          '--enforce-gtid-consistency=ON'
        ]);
  }
}

/**
 * @param {string} url
 * @param {string} statement
 */
async function run(url, statement) {
  const connection = await createConnection(url);
  try {
    await connection.query(statement);
  } finally {
    connection.destroy();
  }
}
