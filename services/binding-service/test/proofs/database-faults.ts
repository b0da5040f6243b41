import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';
import { type SingleServer, startSingleServers } from '../../../../scripts/cluster/single.mjs';
import { buyFilm } from '../support/flow.ts';
import { startLine } from '../support/line.ts';
import { isForNow } from './buyers.ts';
import { clientOf, type Reply, type Send } from './client.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

export interface FaultFigures {
  readonly fault: string;
  /** Milliseconds that it lasted. */
  readonly lasted: number;
  /** Answers to calls that were under way meanwhile: successes, and 503 `unavailable` with `Retry-After`. */
  readonly succeeded: number;
  readonly refused: number;
  /** Refused calls of accounts that the fault does not concern. */
  readonly othersRefused: number;
  /** Milliseconds of the longest wait for one of these answers, and of those to other accounts. */
  readonly longest: number;
  readonly othersLongest: number;
  /** What `GET /health/ready` answered at the end of the fault. */
  readonly ready: number;
  /** Milliseconds from the end of the fault until each client had success again and the service was ready. */
  readonly recovery: number;
  /** Registrations that were acknowledged and are gone. */
  readonly lost: number;
  /** Answers that must not be. */
  readonly wrong: readonly string[];
}

export interface StopFigures {
  /** Milliseconds from SIGTERM to the end of the process. */
  readonly stop: number;
  readonly exitCode: number | null;
}

type Line = Awaited<ReturnType<typeof startLine>>;

interface Scene {
  readonly line: Line;
  readonly server: SingleServer;
  /** Has everything that the server has. */
  readonly replica: SingleServer;
  /** One of the accounts. */
  readonly accountId: string;
}

interface Fault {
  readonly name: string;
  /** Whether the service cannot write meanwhile. */
  readonly stopsWriting: boolean;
  /** Whether it concerns only the account of the scene. */
  readonly concernsOneAccount?: boolean;
  /** Milliseconds between two calls of a client. */
  readonly pause?: number;
  /** Lets it happen; the function that is returned ends it. */
  begin(scene: Scene): Promise<() => Promise<void> | void>;
}

const database = 'binding';
const user = { user: 'service', password: 'service' };

const faults: readonly Fault[] = [
  {
    name: 'the network drops all packets',
    stopsWriting: true,
    async begin({ line }) {
      line.blackHole();
      return () => line.mend();
    }
  },
  {
    name: 'another client locks an account',
    stopsWriting: false,
    concernsOneAccount: true,
    async begin({ server, accountId }) {
      const stranger = await connectTo(server, { database });
      await stranger.query('start transaction');
      await stranger.query(`select * from accounts where account_id = '${accountId}' for update`);
      return () => stranger.destroy();
    }
  },
  {
    name: 'the server is restarted',
    stopsWriting: true,
    async begin({ server }) {
      await server.shutDown();
      return () => server.start();
    }
  },
  {
    name: 'max_connections is used up',
    stopsWriting: true,
    begin: ({ server }) => useUpConnections(server)
  },
  {
    name: 'the server is frozen',
    stopsWriting: true,
    async begin({ server }) {
      server.freeze();
      return () => server.thaw();
    }
  },
  {
    name: 'the server closes idle connections after 1 s',
    stopsWriting: false,
    pause: 1300,
    async begin({ server }) {
      const initial = await setGlobal(server, 'wait_timeout', 1);
      const root = await connectTo(server);
      await endSessions(root);
      root.destroy();
      return async () => {
        await setGlobal(server, 'wait_timeout', initial);
      };
    }
  },
  {
    name: 'another server becomes the writer',
    stopsWriting: true,
    async begin({ line, server, replica }) {
      await catchUp(server, replica);
      await setGlobal(server, 'read_only', 1);
      return async () => {
        await catchUp(server, replica);
        await setGlobal(replica, 'read_only', 0);
        line.leadTo(new URL(replica.url));
      };
    }
  }
];

export interface FaultOptions {
  /** Milliseconds that each fault lasts. */
  readonly duration: number;
  readonly environment?: NodeJS.ProcessEnv;
  onFigures?(figures: FaultFigures): void;
}

/**
 * Lets every fault of a database happen to a service process under load, one after the other, and looks at every answer. In the end
 * tells the service to stop while the network drops all packets.
 */
export async function provokeFaults(
  expressPlayUrl: string,
  { duration, environment, onFigures }: FaultOptions
): Promise<{ figures: readonly FaultFigures[]; stop: StopFigures }> {
  const { servers, stop: stopServers } = await startSingleServers(2);
  const [server, replica] = servers as [SingleServer, SingleServer];
  await prepareDatabase(server, replica);
  const address = new URL(`${server.url}/${database}`);
  Object.assign(address, { username: user.user, password: user.password });
  let closeLine = () => {};
  const line = await startLine(
    {
      teardown(close) {
        closeLine = close;
      }
    },
    address
  );
  const service = await startServiceProcess(line.url, expressPlayUrl, environment);
  try {
    const send = clientOf(service.url);
    const policy = await send('PUT', '/v1/policies/default', {
      maxDevices: 1,
      maxPendingRegistrations: 1000
    });
    if (!isSuccess(policy)) throw new Error(policy.text);
    const figures = [];
    let clients: readonly Client[] = [];
    for (const [number, fault] of faults.entries()) {
      clients = await openClients(send, `fault-${number}`);
      const scene = { line, server, replica, accountId: clients[0]!.accountId };
      const found = await provoke(fault, scene, clients, send, duration);
      figures.push(found);
      onFigures?.(found);
    }
    return { figures, stop: await stopOnDeadLine(service, line, clients) };
  } finally {
    await service.killAtOnce();
    closeLine();
    await stopServers();
  }
}

async function provoke(
  fault: Fault,
  scene: Scene,
  clients: readonly Client[],
  send: Send,
  duration: number
): Promise<FaultFigures> {
  const calls: Made[] = [];
  let isOver = false;
  const loads = clients.map(client => load(client, calls, fault.pause ?? 20, () => isOver));
  const { began, ending, ended, ready, recovery } = await happen().finally(() => {
    isOver = true;
  });
  await Promise.all(loads);

  const meanwhile = calls.filter(({ from, to }) => to > began && from < ending);
  const others = fault.concernsOneAccount
    ? meanwhile.filter(({ accountId }) => accountId !== scene.accountId)
    : ([] as Made[]);
  return {
    fault: fault.name,
    lasted: Math.round(ended - began),
    succeeded: meanwhile.filter(({ reply }) => isSuccess(reply)).length,
    refused: meanwhile.filter(({ reply }) => isForNow(reply)).length,
    othersRefused: others.filter(({ reply }) => !isSuccess(reply)).length,
    longest: longestOf(calls.filter(({ to }) => to > began)),
    othersLongest: longestOf(others),
    ready,
    recovery: Math.round(recovery),
    lost: await countLost(send, calls),
    wrong: [
      ...calls.filter(({ reply }) => !isSuccess(reply) && !isForNow(reply)).map(describe),
      ...(fault.stopsWriting === (ready === 503) ? [] : [`/health/ready: ${ready}`])
    ]
  };

  async function happen() {
    await sleep(duration / 2);
    const end = await fault.begin(scene);
    const began = performance.now();
    await sleep(duration);
    const { status: ready } = await send('GET', '/health/ready');
    const ending = performance.now();
    await end();
    const ended = performance.now();
    await untilAllSucceed(clients, calls, send, ended);
    return { began, ending, ended, ready, recovery: performance.now() - ended };
  }
}

/** Tells the service to stop while its connections are dead. */
async function stopOnDeadLine(
  service: ServiceProcess,
  line: Line,
  clients: readonly Client[]
): Promise<StopFigures> {
  line.blackHole();
  let isOver = false;
  const loads = clients.map(client => load(client, [], 20, () => isOver));
  await sleep(100);
  const from = performance.now();
  const exitCode = await service.stop();
  const stop = Math.round(performance.now() - from);
  isOver = true;
  await Promise.all(loads);
  return { stop, exitCode };
}

interface Client {
  readonly accountId: string;
  /** What it asks for, one after the other. */
  readonly calls: readonly (() => Promise<Reply>)[];
}

interface Made {
  readonly accountId: string;
  readonly from: number;
  readonly to: number;
  readonly reply: Reply;
}

/** More than there are connections to the database. */
const clientCount = 16;

/** Clients with a new account each that start registrations, look at their account and buy tokens. */
async function openClients(send: Send, prefix: string): Promise<readonly Client[]> {
  const clients: Client[] = [];
  for (let number = 0; number < clientCount; number++) {
    const accountId = `${prefix}-account-${number}`;
    const { token } = await buyFilm(send, accountId);
    const path = `/v1/accounts/${accountId}`;
    const calls = [
      () => send('POST', `${path}/registrations`, { drm: 'widevine' }),
      () => send('GET', path),
      () => send('POST', `${path}/tokens`, token)
    ];
    clients.push({ accountId, calls });
  }
  return clients;
}

async function load({ accountId, calls }: Client, made: Made[], pause: number, isOver: () => boolean) {
  for (let number = 0; !isOver(); number++) {
    const from = performance.now();
    const reply = await calls[number % calls.length]!();
    made.push({ accountId, from, to: performance.now(), reply });
    await sleep(pause);
  }
}

async function untilAllSucceed(
  clients: readonly Client[],
  calls: readonly Made[],
  send: Send,
  since: number
): Promise<void> {
  const waiting = new Set(clients.map(({ accountId }) => accountId));
  for (let seen = 0; waiting.size > 0; await sleep(20)) {
    for (; seen < calls.length; seen++) {
      const { accountId, from, reply } = calls[seen]!;
      if (from >= since && isSuccess(reply)) waiting.delete(accountId);
    }
  }
  while ((await send('GET', '/health/ready')).status !== 200) await sleep(20);
}

async function countLost(send: Send, calls: readonly Made[]): Promise<number> {
  let lost = 0;
  for (const { reply } of calls) {
    const { registrationId } = reply.body ?? {};
    if (!isSuccess(reply) || registrationId === undefined) continue;
    if ((await send('GET', `/v1/registrations/${registrationId}`)).status !== 200) lost++;
  }
  return lost;
}

function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

function describe({ accountId, reply: { status, text } }: Made): string {
  return `${accountId}: ${status} ${text}`;
}

function longestOf(calls: readonly Made[]): number {
  return Math.round(Math.max(0, ...calls.map(({ from, to }) => to - from)));
}

/** An empty database on both servers, with a user that may do no more than a service's user should. */
async function prepareDatabase(server: SingleServer, replica: SingleServer): Promise<void> {
  await replica.replicate(server);
  await setGlobal(replica, 'read_only', 1);
  // So that it keeps up with the server on a slow disk.
  await setGlobal(replica, 'innodb_flush_log_at_trx_commit', 0);
  await setGlobal(replica, 'sync_binlog', 0);
  await onServer(server, [
    `create database ${database}`,
    `create user ${user.user}@'127.0.0.1' identified by '${user.password}'`,
    `grant all on ${database}.* to ${user.user}@'127.0.0.1'`
  ]);
}

/** Resolves when the replica has all that the server has written so far. */
async function catchUp(server: SingleServer, replica: SingleServer): Promise<void> {
  // Root may write to a server that is read-only, and the replica takes over everything in its order.
  const mark = `mark_${randomBytes(8).toString('hex')}`;
  await onServer(server, [`create database ${mark}`]);
  for (;;) {
    const found = await onServer(replica, [`show databases like '${mark}'`]);
    if (found.length > 0) return;
    await sleep(20);
  }
}

/** Ends the connections of the service and takes all that the server gives; the function that is returned gives them back. */
async function useUpConnections(server: SingleServer): Promise<() => Promise<void>> {
  const root = await connectTo(server);
  const initial = await setGlobal(server, 'max_connections', 10);
  const taken: Connection[] = [];
  for (;;) {
    const more = await connectTo(server, user).catch(() => undefined);
    if (more) taken.push(more);
    const own = taken.map(({ threadId }) => threadId);
    if ((await endSessions(root, own)) === 0 && more === undefined) break;
  }
  return async () => {
    for (const connection of taken) connection.destroy();
    await root.query(`set global max_connections = ${initial}`);
    root.destroy();
  };
}

/** Ends all connections of the service's user, made or about to be made, but these; returns their number. */
async function endSessions(root: Connection, spared: readonly number[] = []): Promise<number> {
  const [rows] = await root.query(
    `select id as id from information_schema.processlist where user in ('${user.user}', 'unauthenticated user')`
  );
  const doomed = (rows as { id: number }[]).filter(({ id }) => !spared.includes(id));
  // One that has ended by itself is no fault.
  for (const { id } of doomed) await root.query(`kill ${id}`).catch(() => {});
  return doomed.length;
}

/** Returns the value that the variable had. */
async function setGlobal(server: SingleServer, name: string, value: number): Promise<number> {
  const [row] = await onServer(server, [`select @@global.${name} as initial`]);
  await onServer(server, [`set global ${name} = ${value}`]);
  return Number(row?.initial);
}

/** Returns the rows of the last statement. */
async function onServer(server: SingleServer, statements: readonly string[]) {
  const connection = await connectTo(server);
  try {
    let rows: unknown;
    for (const statement of statements) [rows] = await connection.query(statement);
    return rows as Record<string, unknown>[];
  } finally {
    connection.destroy();
  }
}

async function connectTo(
  server: SingleServer,
  options: { user?: string; password?: string; database?: string } = {}
): Promise<Connection> {
  const { hostname, port } = new URL(server.url);
  const connection = await createConnection({ host: hostname, port: Number(port), user: 'root', ...options });
  connection.on('error', () => {});
  return connection;
}
