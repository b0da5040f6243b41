// The failovers as `npm run failover` runs them; scripts/failover.mjs says what they show.
import { parseArgs } from 'node:util';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import { galeraLibrary, startGalera } from '../../../../scripts/cluster/galera.mjs';
import { startGroupReplication } from '../../../../scripts/cluster/group-replication.mjs';
import { mysqld } from '../../../../scripts/cluster/mysql.mjs';
import { clientOf } from './client.ts';
import { withMysql } from './databases.ts';
import { failOver } from './failover.ts';
import { loseQuorum } from './quorum.ts';
import { startServiceProcess } from './service-process.ts';

const kinds = [
  {
    name: 'galera',
    start: startGalera,
    missing: galeraLibrary() === undefined && 'the Galera library (galera-4) is not here'
  },
  {
    name: 'group-replication',
    start: startGroupReplication,
    missing: mysqld === undefined && 'MYSQLD names no MySQL server'
  }
];
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, quorum: { type: 'boolean', default: false } },
  allowPositionals: true
});
const wanted = kinds.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

for (const { name, start, missing } of wanted) {
  if (missing !== false) {
    console.log(`${name}: left out, since ${missing}.`);
    if (positionals.length > 0) process.exitCode = 1;
    continue;
  }
  const cluster = await start();
  try {
    const passed = await withMysql(cluster.url, url =>
      values.quorum ? runWithoutQuorum(cluster, url) : run(cluster, url, Number(values.rounds))
    );
    if (!passed) process.exitCode = 1;
  } finally {
    await cluster.stop();
  }
}

async function run(
  cluster: Awaited<ReturnType<typeof startGalera>>,
  databaseUrl: string,
  rounds: number
): Promise<boolean> {
  const emulator = await createEmulator();
  const more = { IDEMPOTENCY_HOLD_SECONDS: '1' };
  const services = [
    await startServiceProcess(databaseUrl, emulator.url, more),
    await startServiceProcess(databaseUrl, emulator.url, more)
  ];
  try {
    const { faults, ...figures } = await failOver(
      services.map(({ url }) => clientOf(url)),
      cluster,
      rounds
    );
    console.log(`${cluster.name}, the writer killed ${rounds} times under load`);
    console.table({ ...figures, faults: faults.length });
    for (const fault of faults.slice(0, 30)) console.log(fault);
    return faults.length + figures.overLimit + figures.underLimit === 0;
  } finally {
    await Promise.all(services.map(service => service.killAtOnce()));
    await emulator.close();
  }
}

async function runWithoutQuorum(
  cluster: Awaited<ReturnType<typeof startGalera>>,
  databaseUrl: string
): Promise<boolean> {
  const emulator = await createEmulator();
  // The forwarder would lead to no node at all.
  const direct = new URL(new URL(databaseUrl).pathname, cluster.writerUrl());
  const service = await startServiceProcess(direct.href, emulator.url);
  try {
    const figures = await loseQuorum(clientOf(service.url), cluster);
    console.log(`${cluster.name}, two nodes of three killed`);
    console.table(figures);
    return figures.wrong + figures.ready === 0;
  } finally {
    await service.killAtOnce();
    await emulator.close();
  }
}
