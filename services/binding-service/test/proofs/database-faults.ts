import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import type { MortalServer } from '../../../../scripts/cluster/single.mjs';
import { film } from '../support/flow.ts';
import { startLine } from '../support/line.ts';
import { ask, type Buyer, isForNow, prepareBuyer } from './buyers.ts';
import type { Reply, Send } from './client.ts';

/** Something that happens to a database. */
interface DatabaseFault {
  readonly name: string;
  /** Milliseconds between two calls of an account. Default 10. */
  readonly pause?: number;
  /** The account that the fault concerns; all others must not notice. */
  readonly concerns?: string;
  begin(buyers: readonly Buyer[]): Promise<void>;
  end(): Promise<void>;
}

/** What clients saw of a fault. Times are in milliseconds. */
export interface FaultFigures {
  readonly succeeded: number;
  /** 503 `unavailable`, `retryable`. */
  readonly refusedForNow: number;
  readonly longestAnswer: number;
  /** The same for the accounts that the fault does not concern. */
  readonly longestOfOthers: number;
  /** From the end of the fault until every account had a success. */
  readonly recovery: number;
  /** Tokens that were acknowledged and are gone. */
  readonly lost: number;
  /** Whether `/health/ready` answered 503 in the middle of the fault. */
  readonly unready: boolean;
  /** What must not be: other answers, no answer, no recovery. */
  readonly faults: readonly string[];
}

const accounts = ['ada', 'bob', 'cleo', 'dora'];
const patience = 60_000;

/** How the service has to be started for {@link sufferFaults}: the database's address is a line that can be cut. */
export async function openSickDatabase(server: MortalServer) {
  const teardowns: (() => void)[] = [];
  const line = await startLine({ teardown: end => teardowns.push(end) }, new URL(server.url));
  return {
    line,
    close() {
      for (const end of teardowns) end();
    }
  };
}

/**
 * Lets each fault last for `milliseconds` while four accounts ask for tokens, one after the other.
 * @param send Calls a service on the line's address.
 */
export async function sufferFaults(
  send: Send,
  server: MortalServer,
  line: Awaited<ReturnType<typeof startLine>>,
  milliseconds: number
): Promise<ReadonlyMap<string, FaultFigures>> {
  const figures = new Map<string, FaultFigures>();
  await send('PUT', '/v1/contents/film', film);
  for (const fault of faultsOf(server, line)) {
    const buyers = [];
    for (const account of accounts) buyers.push(await prepareBuyer(send, `${account} ${figures.size}`));
    figures.set(fault.name, await suffer(send, fault, buyers, milliseconds));
  }
  return figures;
}

function faultsOf(
  server: MortalServer,
  line: Awaited<ReturnType<typeof startLine>>
): readonly DatabaseFault[] {
  const open = async () => {
    const connection = await createConnection(server.rootUrl);
    connection.on('error', () => {});
    return connection;
  };
  const asRoot = async (...statements: readonly string[]) => {
    const root = await open();
    for (const statement of statements) await root.query(statement);
    root.destroy();
  };
  const endConnections = async () => {
    const root = await open();
    const [rows] = await root.query("select id from information_schema.processlist where user = 'service'");
    for (const { id, ID } of rows as { id?: number; ID?: number }[])
      await root.query(`kill ${id ?? ID}`).catch(() => {});
    root.destroy();
  };
  let strangers: Awaited<ReturnType<typeof open>>[] = [];
  const dismiss = async () => {
    for (const stranger of strangers) stranger.destroy();
    strangers = [];
  };

  return [
    {
      name: 'another client keeps an account locked',
      concerns: 'ada',
      async begin([ada]) {
        const stranger = await open();
        strangers.push(stranger);
        await stranger.query('use binding');
        await stranger.query('start transaction');
        await stranger.query('select * from accounts where account_id = ? for update', [ada?.account]);
      },
      end: dismiss
    },
    {
      name: 'the network drops every packet',
      begin: async () => line.blackHole(),
      end: async () => line.mend()
    },
    { name: 'the server hangs', begin: async () => server.freeze(), end: async () => server.thaw() },
    { name: 'the server is restarted', begin: () => server.shutDown(), end: () => server.start() },
    {
      name: 'all connections are taken',
      async begin() {
        await asRoot('set global max_connections = 12');
        await endConnections();
        for (let count = 0; count < 12; count++)
          await open().then(
            stranger => strangers.push(stranger),
            () => {}
          );
        await endConnections().catch(() => {});
      },
      async end() {
        await dismiss();
        await sleep(100);
        await asRoot('set global max_connections = 150');
      }
    },
    {
      name: 'the server turns read-only',
      begin: () => asRoot('set global read_only = 1'),
      end: () => asRoot('set global read_only = 0')
    },
    {
      name: 'the server ends connections that are idle for a second',
      pause: 1500,
      async begin() {
        await asRoot('set global wait_timeout = 1');
        await endConnections();
      },
      end: () => asRoot('set global wait_timeout = 28800')
    }
  ];
}

interface Call {
  readonly account: string;
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly reply: Reply;
}

async function suffer(
  send: Send,
  fault: DatabaseFault,
  buyers: readonly Buyer[],
  milliseconds: number
): Promise<FaultFigures> {
  const calls: Call[] = [];
  let isOver = false;
  const buying = buyers.map(async buyer => {
    for (let number = 0; !isOver; number += 1) {
      const key = `token ${number}`;
      const from = performance.now();
      const reply = await ask(send, buyer, key);
      calls.push({ account: buyer.account, key, from, to: performance.now(), reply });
      await sleep(fault.pause ?? 10);
    }
  });

  await sleep(300);
  await fault.begin(buyers);
  await sleep(milliseconds / 2);
  const readiness = await send('GET', '/health/ready');
  await sleep(milliseconds / 2);
  await fault.end();
  const ended = performance.now();
  const hasRecovered = (account: string) =>
    calls.some(call => call.account === account && call.from > ended && isSuccess(call));
  while (!buyers.every(({ account }) => hasRecovered(account)) && performance.now() < ended + patience)
    await sleep(20);
  const recovery = performance.now() - ended;
  isOver = true;
  await Promise.all(buying);

  const faults = calls
    .filter(call => !isSuccess(call) && !isForNow(call.reply))
    .map(({ account, reply }) => `${account}: ${reply.status} ${reply.body?.code ?? ''}`);
  if (recovery > patience) faults.push(`not every account had a success within ${patience} ms`);
  return {
    succeeded: calls.filter(isSuccess).length,
    refusedForNow: calls.filter(({ reply }) => isForNow(reply)).length,
    longestAnswer: longest(calls),
    longestOfOthers: longest(calls.filter(({ account }) => !isConcerned(fault, account))),
    recovery: Math.round(recovery),
    lost: await countLost(send, buyers, calls.filter(isSuccess)),
    unready: isForNow(readiness),
    faults
  };
}

function isConcerned({ concerns }: DatabaseFault, account: string): boolean {
  return concerns === undefined || account.startsWith(`${concerns} `);
}

function isSuccess({ reply }: Call): boolean {
  return reply.status === 201;
}

function longest(calls: readonly Call[]): number {
  return Math.round(Math.max(0, ...calls.map(({ from, to }) => to - from)));
}

/** A token that was acknowledged is the answer to its key again. */
async function countLost(send: Send, buyers: readonly Buyer[], calls: readonly Call[]): Promise<number> {
  let lost = 0;
  for (const { account, key, reply } of calls) {
    const buyer = buyers.find(one => one.account === account)!;
    const again = await ask(send, buyer, key);
    if (again.body?.tokenId !== reply.body.tokenId) lost += 1;
  }
  return lost;
}
