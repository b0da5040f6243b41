import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import { redeem } from '../support/calls.ts';
import { film, newDeviceId } from '../support/flow.ts';
import { clientOf, type Reply, type Send } from './client.ts';
import type { MortalService } from './crash-swap.ts';

export interface TokenCrashFigures {
  /** Tokens that were asked for, in all rounds. */
  readonly tokens: number;
  /** How many of them were acknowledged before the end. */
  readonly acknowledged: number;
  /** How many had been written down when the process died, and how many were lost with it. */
  readonly committed: number;
  readonly lost: number;
  /** What must not be: no answer, another answer to the same key, two tokens for one key, a token that is no good. */
  readonly faults: readonly string[];
}

const accounts = ['ada', 'bob', 'cleo', 'dora'];

// Milliseconds after ExpressPlay's answer within which the service writes the token down, or dies.
const commitTime = 12;
// A process that died holds its keys for a second here; a retry comes through then.
const patience = 30_000;

/**
 * Kills the service between ExpressPlay's answer and its commit, while each account asks for a token with an Idempotency-Key of
 * its own. Then each asks again with the same key until there is an answer, and once more.
 *
 * @param startService With `IDEMPOTENCY_HOLD_SECONDS` 1.
 */
export async function crashTokens(
  startService: (expressPlayUrl: string) => Promise<MortalService>,
  rounds: number
): Promise<TokenCrashFigures> {
  let answered = () => {};
  const emulator = await createEmulator({ onCall: ({ path }) => path === '/hms/wv/token' && answered() });
  try {
    let [acknowledged, committed] = [0, 0];
    const faults: string[] = [];
    let service = await startService(emulator.url);
    let send = clientOf(service.url);
    const devices = await Promise.all(accounts.map(account => prepare(send, account)));

    for (let round = 1; round <= rounds; round++) {
      const upstream = new Promise<void>(resolve => {
        answered = resolve;
      });
      const asking = devices.map(device => ask(send, device, round));
      await upstream;
      await sleep(randomInt(commitTime));
      await service.killAtOnce();
      const first = await Promise.all(asking);
      service = await startService(emulator.url);
      send = clientOf(service.url);

      for (const [number, device] of devices.entries()) {
        const fault = (what: string) => faults.push(`round ${round}, ${device.account}: ${what}`);
        const known = first[number]!;
        if (known.status === 201) acknowledged++;
        const found = await tokenCount(send, device);
        if (found === round) committed++;

        const retried = await askUntilAnswered(send, device, round);
        const again = await ask(send, device, round);
        const { status, body } = retried;
        if (status !== 201) fault(`no answer: ${status} ${body?.code}`);
        else if (JSON.stringify(again.body) !== JSON.stringify(body)) fault('another answer to the same key');
        else if (known.status === 201 && JSON.stringify(known.body) !== JSON.stringify(body))
          fault('another answer than the acknowledged one');
        else if ((await redeem(body.licenseUrl, device.drmDeviceId)).status !== 200)
          fault('a token that is no good');
        const tokens = await tokenCount(send, device);
        if (tokens !== round) fault(`${tokens} tokens for ${round} keys`);
      }
    }
    await service.killAtOnce();
    const tokens = rounds * accounts.length;
    return { tokens, acknowledged, committed, lost: tokens - committed, faults };
  } finally {
    await emulator.close();
  }
}

interface Buyer {
  readonly account: string;
  readonly deviceId: string;
  readonly drmDeviceId: string;
}

/** An account with a device that has the right to the film. */
async function prepare(send: Send, account: string): Promise<Buyer> {
  const drmDeviceId = newDeviceId();
  await send('PUT', '/v1/contents/film', film);
  const { body } = await send('POST', `/v1/accounts/${account}/registrations`, { drm: 'widevine' });
  await redeem(body.licenseUrl, drmDeviceId);
  const bound = await send('POST', `/v1/registrations/${body.registrationId}/complete`);
  await send('POST', `/v1/accounts/${account}/entitlements`, { contentId: 'film', kind: 'purchase' });
  return { account, deviceId: bound.body.device.deviceId, drmDeviceId };
}

function ask(send: Send, { account, deviceId }: Buyer, round: number): Promise<Reply> {
  const headers = { 'idempotency-key': `round ${round}` };
  return send('POST', `/v1/accounts/${account}/tokens`, { contentId: 'film', deviceId }, headers);
}

async function askUntilAnswered(send: Send, buyer: Buyer, round: number): Promise<Reply> {
  const until = Date.now() + patience;
  for (;;) {
    const reply = await ask(send, buyer, round);
    if (reply.body?.code !== 'idempotency-in-flight' || Date.now() > until) return reply;
    await sleep(100);
  }
}

async function tokenCount(send: Send, { account }: Buyer): Promise<number> {
  let [count, cursor] = [0, ''];
  do {
    const { body } = await send('GET', `/v1/accounts/${account}/tokens?limit=100${cursor}`);
    count += body.items.length;
    cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  return count;
}
