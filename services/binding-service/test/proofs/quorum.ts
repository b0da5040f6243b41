import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, Send } from './client.ts';

/** A cluster that can lose its majority. */
export interface DivisibleCluster {
  /** `kill -9` of all nodes but the one that writes. */
  killOthers(): Promise<void>;
  /** Lets the node that is left write, as its operator would. */
  goOnAlone(): Promise<void>;
}

export interface QuorumFigures {
  /** Milliseconds from the loss of the majority until `/health/ready` answers 503. */
  readonly unreadyAfter: number;
  /** How many of the requests that write were answered with 503, and with something else. */
  readonly refused: number;
  readonly wrong: number;
  /** How often `/health/ready` answered 200 meanwhile. */
  readonly ready: number;
  /** Milliseconds of the longest wait for one of these answers. */
  readonly longest: number;
  /** Milliseconds from the operator's statement until a write succeeds and `/health/ready` answers 200. */
  readonly recovery: number;
}

const writes = 20;
const patience = 120_000;

/** Asks a service to write and whether it is ready while its node has lost the majority. */
export async function loseQuorum(send: Send, cluster: DivisibleCluster): Promise<QuorumFigures> {
  let account = 0;
  const write = () => {
    account += 1;
    return send('POST', `/v1/accounts/quorum-${account}/registrations`, { drm: 'widevine' });
  };
  const ready = () => send('GET', '/health/ready');
  await until(write, 201);
  await until(ready, 200);

  await cluster.killOthers();
  const unreadyAfter = await until(ready, 503);
  const answers: Reply[] = [];
  const readiness: Reply[] = [];
  let longest = 0;
  for (let count = 0; count < writes; count++) {
    const from = performance.now();
    answers.push(await write());
    longest = Math.max(longest, performance.now() - from);
    readiness.push(await ready());
  }
  await cluster.goOnAlone();
  const recovery = (await until(write, 201)) + (await until(ready, 200));
  const refused = answers.filter(({ status, body }) => status === 503 && body?.code === 'unavailable').length;
  return {
    unreadyAfter,
    refused,
    wrong: answers.length - refused,
    ready: readiness.filter(({ status }) => status === 200).length,
    longest: Math.round(longest),
    recovery
  };
}

/** Repeats the call until it is answered so; returns the milliseconds. */
async function until(call: () => Promise<Reply>, status: number): Promise<number> {
  const from = performance.now();
  while ((await call()).status !== status) {
    if (performance.now() > from + patience) throw new Error(`There was no ${status} within ${patience} ms.`);
    await sleep(100);
  }
  return Math.round(performance.now() - from);
}
