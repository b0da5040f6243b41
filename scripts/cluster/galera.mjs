import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { freePort } from '../free-port.mjs';
import { clusterOf, untilTrue } from './cluster.mjs';
import { temporaryFolder } from './folder.mjs';
import { mariaDbEnvironment, prepareMariaDb } from './mariadb-node.mjs';
import { startServerProcess } from './server-process.mjs';

const providers = [
  '/usr/lib/galera/libgalera_smm.so',
  '/usr/lib64/galera-4/libgalera_smm.so',
  '/usr/lib64/galera/libgalera_smm.so'
];

// A node that sends its state to another one by rsync cannot write meanwhile.
const isSynced = `
  select count(*) = 2 from information_schema.global_status
  where (variable_name = 'WSREP_READY' and variable_value = 'ON')
     or (variable_name = 'WSREP_LOCAL_STATE_COMMENT' and variable_value = 'Synced')`;

/** The library that MariaDB needs for Galera; `WSREP_PROVIDER` says where it is when it is in none of the usual places. */
export function galeraLibrary() {
  return [process.env.WSREP_PROVIDER ?? '', ...providers].find(file => file !== '' && existsSync(file));
}

/**
 * Starts a MariaDB Galera cluster of three nodes on 127.0.0.1 with the timeouts and the durability of the defaults.
 * Needs mariadbd, mariadb-install-db, galera-4 and rsync; when root starts it, the user `mysql` too.
 * @returns {Promise<import('./cluster.mjs').Cluster>}
 */
export async function startGalera() {
  const provider = galeraLibrary();
  if (provider === undefined)
    throw new Error('There is no Galera library here: install galera-4, or name it by WSREP_PROVIDER.');
  const folder = await temporaryFolder('galera-');
  const members = [];
  for (const number of [1, 2, 3]) members.push(await prepare(number, folder.path, provider));
  const group = members.map(member => `127.0.0.1:${member.groupPort}`).join(',');

  const nodes = [];
  for (const [index, member] of members.entries()) {
    // The first one makes the cluster.
    const process = await startNode(member, index === 0 ? 'gcomm://' : `gcomm://${group}`);
    await untilTrue(member.port, isSynced);
    nodes.push({ port: member.port, process, start: () => startNode(member, `gcomm://${group}`) });
  }
  const kind = {
    name: 'MariaDB Galera, 3 nodes',
    canWrite: isSynced,
    hasJoined: isSynced,
    goOnAlone: "set global wsrep_provider_options = 'pc.bootstrap=YES'"
  };
  return clusterOf(kind, nodes, folder.remove);
}

/**
 * @typedef {object} Member
 * @property {number} port
 * @property {number} groupPort
 * @property {string[]} options
 *
 * @param {number} number
 * @param {string} folder
 * @param {string} provider
 * @returns {Promise<Member>}
 */
async function prepare(number, folder, provider) {
  const { port, options } = await prepareMariaDb(number, folder);
  const [groupPort, istPort, sstPort] = [await freePort(), await freePort(), await freePort()];
  const providerOptions = [
    `gmcast.listen_addr=tcp://127.0.0.1:${groupPort}`,
    `ist.recv_addr=127.0.0.1:${istPort}`,
    'gcache.size=32M'
  ].join(';');
  return {
    port,
    groupPort,
    options: [
      ...options,
      ...['--binlog-format=ROW', '--innodb-autoinc-lock-mode=2', '--wsrep-on=ON'],
      ...[`--wsrep-provider=${provider}`, `--wsrep-provider-options=${providerOptions}`],
      ...[`--wsrep-node-name=node-${number}`, '--wsrep-node-address=127.0.0.1'],
      ...['--wsrep-sst-method=rsync', `--wsrep-sst-receive-address=127.0.0.1:${sstPort}`]
    ]
  };
}

/**
 * @param {Member} member
 * @param {string} address
 */
async function startNode({ options }, address) {
  // After a crash the node's own log says how far it had come, so that it needs only what is missing.
  const { stderr } = spawnSync('mariadbd', [...options, '--wsrep-recover'], {
    env: mariaDbEnvironment,
    encoding: 'utf8'
  });
  const position = /Recovered position:?\s*([0-9a-f-]+:\d+)/.exec(stderr)?.[1];
  const from = position === undefined ? [] : [`--wsrep-start-position=${position}`];
  return startServerProcess(['mariadbd', ...options, `--wsrep-cluster-address=${address}`, ...from], {
    readyWhen: 'ready for connections'
  });
}
