import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { redeem } from '../support/calls.ts';
import { film, newDeviceId } from '../support/flow.ts';
import { ask, type Buyer, isBound, isForNow, patience, prepareBuyer, untilAnswered } from './buyers.ts';
import type { Reply, Send } from './client.ts';

/** A database whose writer can be killed, behind one address. */
export interface MortalCluster {
  /** `kill -9`; another node takes over by itself. */
  killWriter(): Promise<void>;
  /** Brings back the nodes that were killed; resolves when they are whole again. */
  heal(): Promise<void>;
}

export interface FailoverFigures {
  /** Completions and tokens whose success was acknowledged, and how many of those were gone afterwards. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Accounts with more devices than the limit, and with fewer, after everything was answered. */
  readonly overLimit: number;
  readonly underLimit: number;
  /** Answers that told the client to send the request again. */
  readonly refusedForNow: number;
  /** Milliseconds from the kill to the first success of a call that began after it. */
  readonly medianRecovery: number;
  readonly longestRecovery: number;
  /** Milliseconds of the longest wait for one answer. */
  readonly longestAnswer: number;
  /** What must not be. */
  readonly faults: readonly string[];
}

const accounts = 6;
const completions = 6;
const limit = 3;
const holders = ['ada', 'bob', 'cleo', 'dora'];

// Milliseconds over which a round's completions are spread, with the death of the writer among them; tokens are bought as long again
// when there is another writer.
const spread = 1500;
// Between two tokens of one account.
const pause = 10;

/** Races and tokens, each round of them with the writer killed at a random moment in the middle. */
export async function failOver(
  services: readonly Send[],
  cluster: MortalCluster,
  rounds: number
): Promise<FailoverFigures> {
  const watch = new Watch();
  const send = (number: number): Send => watch.over(services[number % services.length]!);
  await send(0)('PUT', '/v1/policies/default', { maxDevices: limit });
  await send(0)('PUT', '/v1/contents/film', film);
  const recoveries: number[] = [];
  let [acknowledged, lost, overLimit, underLimit] = [0, 0, 0, 0];

  for (let round = 1; round <= rounds; round++) {
    const racers = Array.from({ length: accounts }, (_, number) => `round ${round} racer ${number}`);
    const started = await Promise.all(racers.map((racer, number) => startAll(send(number), racer)));
    const buyers = await Promise.all(
      holders.map((holder, number) => prepareBuyer(send(number), `${holder} ${round}`))
    );
    watch.beginRound(round);

    let isOver = false;
    const tokens = buyers.map((buyer, number) => buyUntil(send(number), buyer, () => isOver));
    const raced = started.flat().map(async ({ racer, registrationId }, number) => {
      await sleep(randomInt(spread));
      const reply = await untilAnswered(() =>
        send(number)('POST', `/v1/registrations/${registrationId}/complete`)
      );
      return { racer, registrationId, reply };
    });
    await sleep(randomInt(spread));
    watch.kill();
    await cluster.killWriter();
    const answers = await Promise.all(raced);
    recoveries.push(await watch.recovered(patience));
    await sleep(spread);
    isOver = true;
    const bought = await Promise.all(tokens);

    for (const { racer, registrationId, reply } of answers) {
      if (isRefusal(reply)) continue;
      if (!isBound(reply)) {
        watch.fault(`${racer}: a completion ended with ${reply.status} ${reply.body?.code}`);
        continue;
      }
      acknowledged++;
      const { deviceId } = reply.body.device;
      const { body } = await send(0)('GET', `/v1/registrations/${registrationId}`);
      const devices = await activeDevices(send(1), racer);
      if (body.state === 'bound' && body.device?.deviceId === deviceId && devices.includes(deviceId))
        continue;
      lost++;
      watch.fault(`${racer}: the device ${deviceId} was acknowledged and is gone`);
    }
    for (const racer of racers) {
      const count = (await activeDevices(send(0), racer)).length;
      if (count > limit) overLimit++;
      if (count < limit) underLimit++;
    }
    for (const [number, { buyer, answers: got }] of bought.entries()) {
      const kept = await tokenIds(send(number), buyer);
      for (const { key, reply } of got) {
        acknowledged++;
        const again = await untilAnswered(() => ask(send(number), buyer, key));
        if (kept.includes(reply.body.tokenId) && JSON.stringify(again.body) === JSON.stringify(reply.body))
          continue;
        lost++;
        watch.fault(`${buyer.account}: the token of key ${key} was acknowledged and is gone`);
      }
      if (kept.length !== got.length)
        watch.fault(`${buyer.account}: ${kept.length} tokens for ${got.length} keys`);
    }
    await cluster.heal();
    console.log(`round ${round}: first success ${recoveries.at(-1)} ms after the kill`);
  }
  const sorted = recoveries.toSorted((a, b) => a - b);
  return {
    ...{ acknowledged, lost, overLimit, underLimit },
    refusedForNow: watch.refusedForNow,
    medianRecovery: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    longestRecovery: sorted.at(-1) ?? 0,
    longestAnswer: Math.round(watch.longestAnswer),
    faults: watch.faults
  };
}

/** Looks at every answer. */
class Watch {
  refusedForNow = 0;
  longestAnswer = 0;
  readonly faults: string[] = [];
  #round = 0;
  #killedAt = Number.POSITIVE_INFINITY;
  #recoveredAt: number | undefined;

  over(send: Send): Send {
    return async (...call) => {
      const from = performance.now();
      const reply = await send(...call);
      this.longestAnswer = Math.max(this.longestAnswer, performance.now() - from);
      if (isForNow(reply)) this.refusedForNow++;
      else if (reply.status >= 500 || reply.status === 0)
        this.fault(`${call[0]} ${call[1]}: ${reply.status} ${reply.body?.code ?? ''}`);
      else if (call[0] === 'POST' && from > this.#killedAt && reply.status < 300)
        this.#recoveredAt ??= performance.now();
      return reply;
    };
  }

  fault(what: string): void {
    this.faults.push(`round ${this.#round}: ${what}`);
  }

  beginRound(round: number): void {
    this.#round = round;
    this.#killedAt = Number.POSITIVE_INFINITY;
    this.#recoveredAt = undefined;
  }

  kill(): void {
    this.#killedAt = performance.now();
  }

  /** Milliseconds from the kill to the first success. */
  async recovered(longest: number): Promise<number> {
    while (this.#recoveredAt === undefined) {
      if (performance.now() > this.#killedAt + longest) {
        this.fault(`no success within ${longest} ms`);
        return longest;
      }
      await sleep(20);
    }
    return Math.round(this.#recoveredAt - this.#killedAt);
  }
}

/** Registrations whose tokens were redeemed by as many devices. */
async function startAll(send: Send, racer: string) {
  const started = [];
  for (let count = 0; count < completions; count++) {
    const { body } = await untilAnswered(() =>
      send('POST', `/v1/accounts/${encodeURIComponent(racer)}/registrations`, { drm: 'widevine' })
    );
    await redeem(body.licenseUrl, newDeviceId());
    started.push({ racer, registrationId: body.registrationId as string });
  }
  return started;
}

/** Asks for one token after the other, each with a key of its own. */
async function buyUntil(send: Send, buyer: Buyer, isOver: () => boolean) {
  const answers: { key: string; reply: Reply }[] = [];
  while (!isOver()) {
    const key = `token ${answers.length}`;
    answers.push({ key, reply: await untilAnswered(() => ask(send, buyer, key)) });
    await sleep(pause);
  }
  return { buyer, answers };
}

function isRefusal({ status, body }: Reply): boolean {
  return status === 409 && body.code === 'device-limit-reached';
}

async function activeDevices(send: Send, account: string): Promise<readonly string[]> {
  const { body } = await untilAnswered(() =>
    send('GET', `/v1/accounts/${encodeURIComponent(account)}/devices?limit=100`)
  );
  return body.items
    .filter(({ state }: { state: string }) => state === 'active')
    .map(({ deviceId }: { deviceId: string }) => deviceId);
}

async function tokenIds(send: Send, { account }: Buyer): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const path = `/v1/accounts/${encodeURIComponent(account)}/tokens?limit=100${cursor}`;
    const { body } = await untilAnswered(() => send('GET', path));
    ids.push(...body.items.map(({ tokenId }: { tokenId: string }) => tokenId));
    cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  return ids;
}
