import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../free-port.mjs';
import { serverUser, temporaryFolder } from './folder.mjs';
import { installMariaDb } from './galera.mjs';
import { mysqld, prepareMysql, startMysqlProcess } from './mysql.mjs';
import { startServerProcess } from './server-process.mjs';

/**
 * @typedef {object} MortalServer
 * @property {string} url For a user that may do no more than a service's user should.
 * @property {string} rootUrl
 * @property {() => Promise<void>} shutDown In order, as for maintenance.
 * @property {() => Promise<void>} start Again, on the same port and data.
 * @property {() => void} freeze Lets the server answer nothing and keep its connections.
 * @property {() => void} thaw
 * @property {() => Promise<void>} stop For good.
 */

/**
 * Starts one server for a service's database, MySQL where `MYSQLD` names one and else MariaDB, with the durability of its defaults. It
 * never outlives this process.
 * @param {readonly string[]} [more] Options of the server.
 * @returns {Promise<MortalServer>}
 */
export async function startMortalServer(more = []) {
  const folder = await temporaryFolder('database-');
  const { port, startProcess } = mysqld === undefined ? await mariaDb() : await mysql();
  let server = await startProcess();
  const rootUrl = `mysql://root@127.0.0.1:${port}`;
  const root = await createConnection(rootUrl);
  await root.query('create database binding');
  await root.query("create user service@'127.0.0.1' identified by 'service'");
  await root.query("grant all on binding.* to service@'127.0.0.1'");
  await root.end();
  return {
    url: `mysql://service:service@127.0.0.1:${port}/binding`,
    rootUrl,
    shutDown: () => server.shutDown(),
    async start() {
      server = await startProcess();
    },
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    async stop() {
      await server.killAtOnce();
      await folder.remove();
    }
  };

  async function mariaDb() {
    const data = join(folder.path, 'data');
    installMariaDb(data);
    const port = await freePort();
    const options = [
      ...['mariadbd', '--no-defaults', `--datadir=${data}`, '--socket=socket', `--port=${port}`],
      ...[...serverUser, '--bind-address=127.0.0.1', '--skip-name-resolve', ...more]
    ];
    return { port, startProcess: () => startServerProcess(options, { readyWhen: 'ready for connections' }) };
  }

  async function mysql() {
    const { port, options } = await prepareMysql(1, folder.path);
    return { port, startProcess: () => startMysqlProcess([...options, ...more]) };
  }
}
