import { randomUUID } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../free-port.mjs';
import { clusterOf, untilTrue } from './cluster.mjs';
import { temporaryFolder } from './folder.mjs';
import { prepareMysql, startMysqlProcess } from './mysql.mjs';

const isOnline = `
  select count(*) from performance_schema.replication_group_members
  where member_id = @@server_uuid and member_state = 'ONLINE'`;

const isPrimary = `${isOnline} and member_role = 'PRIMARY' and @@super_read_only = 0`;

/**
 * Starts MySQL's group replication with three members and a single primary on 127.0.0.1, with the timeouts and the durability
 * of the defaults. The variable `MYSQLD` names the server.
 * @returns {Promise<import('./cluster.mjs').Cluster>}
 */
export async function startGroupReplication() {
  const folder = await temporaryFolder('group-replication-');
  const name = randomUUID();
  const groupPorts = [await freePort(), await freePort(), await freePort()];
  const seeds = groupPorts.map(port => `127.0.0.1:${port}`).join(',');

  const nodes = [];
  for (const [index, groupPort] of groupPorts.entries()) {
    const { port, options } = await prepareMysql(index + 1, folder.path);
    const member = [
      ...options,
      ...['--gtid-mode=ON', '--enforce-gtid-consistency=ON', '--log-bin=binlog'],
      ...['--report-host=127.0.0.1', `--report-port=${port}`, '--plugin-load-add=group_replication.so'],
      ...[`--group-replication-group-name=${name}`, '--group-replication-start-on-boot=OFF'],
      ...[`--group-replication-local-address=127.0.0.1:${groupPort}`],
      ...[`--group-replication-group-seeds=${seeds}`, '--group-replication-recovery-get-public-key=ON']
    ];
    const start = async () => {
      const server = await startMysqlProcess(member);
      await joinGroup(port, index === 0 && nodes.length === 0);
      return server;
    };
    nodes.push({ port, start, process: await start() });
    await untilTrue(port, isOnline);
  }
  const kind = {
    name: 'MySQL group replication, 3 members',
    canWrite: isPrimary,
    hasJoined: isOnline,
    goOnAlone: 'set global group_replication_force_members = @@group_replication_local_address'
  };
  return clusterOf(kind, nodes, folder.remove);
}

/**
 * @param {number} port
 * @param {boolean} isFirst Of a group that does not exist yet.
 */
async function joinGroup(port, isFirst) {
  const connection = await createConnection(`mysql://root@127.0.0.1:${port}`);
  const statements = [
    "change replication source to source_user = 'root', source_password = '' for channel 'group_replication_recovery'",
    ...(isFirst ? ['set global group_replication_bootstrap_group = on'] : []),
    'start group_replication',
    'set global group_replication_bootstrap_group = off'
  ];
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}
