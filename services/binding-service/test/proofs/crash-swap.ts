import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { redeem } from '../support/calls.ts';
import { newDeviceId } from '../support/flow.ts';
import { clientOf, type Send } from './client.ts';

/** A service that can be killed. */
export interface MortalService {
  readonly url: string;
  /** By `kill -9`: no signal handler runs. What was written but not synced stays, unlike after a power cut. */
  killAtOnce(): Promise<void>;
}

export interface CrashFigures {
  /** Swaps that were under way when the process died, in all rounds. */
  readonly swaps: number;
  /** How many of them had left the old device, and how many the new one. */
  readonly old: number;
  readonly new: number;
  /** How many were acknowledged before the end. */
  readonly acknowledged: number;
  /** What must not be: both devices or none, another device, an acknowledged swap that is gone, one that cannot be completed. */
  readonly faults: readonly string[];
}

const accounts = ['ada', 'bob', 'cleo', 'dora', 'emil', 'fay', 'gus', 'hal'];

// Milliseconds in which a process that has just started completes about as many swaps as not.
const longestLife = 200;

/**
 * Kills the service at a random moment while each account swaps its only device, and looks at what a new process finds. Then the
 * swap is completed, and the next round begins.
 */
export async function crashSwaps(
  startService: () => Promise<MortalService>,
  rounds: number
): Promise<CrashFigures> {
  let [old, fresh, acknowledged] = [0, 0, 0];
  const faults: string[] = [];
  let service = await startService();
  let send = clientOf(service.url);
  await send('PUT', '/v1/policies/default', { maxDevices: 1 });
  for (const account of accounts) await complete(send, await startSwap(send, account, undefined));

  for (let round = 1; round <= rounds; round++) {
    const swaps = await Promise.all(
      accounts.map(async account => startSwap(send, account, await onlyDevice(send, account)))
    );
    const under = swaps.map(swap => complete(send, swap));
    await sleep(randomInt(longestLife));
    await service.killAtOnce();
    const replies = await Promise.all(under);
    service = await startService();
    send = clientOf(service.url);

    for (const [number, swap] of swaps.entries()) {
      const fault = (what: string) => faults.push(`round ${round}, ${swap.account}: ${what}`);
      const wasAcknowledged = replies[number]?.status === 200;
      if (wasAcknowledged) acknowledged++;
      const found = await activeDevices(send, swap.account);
      const isNew = found[0]?.bindings[0]?.drmDeviceId === swap.drmDeviceId;
      if (found.length !== 1) fault(`${found.length} devices`);
      else if (!isNew && found[0]?.deviceId !== swap.replaces) fault('a device that is neither');
      if (wasAcknowledged && !isNew) fault('an acknowledged swap is gone');
      if (isNew) fresh++;
      else old++;

      const { status, body } = await complete(send, swap);
      const [device, ...more] = await activeDevices(send, swap.account);
      if (status !== 200 || more.length > 0 || device?.bindings[0]?.drmDeviceId !== swap.drmDeviceId)
        fault(`the swap cannot be completed: ${status} ${body?.code}`);
    }
  }
  await service.killAtOnce();
  return { swaps: rounds * accounts.length, old, new: fresh, acknowledged, faults };
}

interface Swap {
  readonly account: string;
  readonly registrationId: string;
  readonly drmDeviceId: string;
  readonly replaces: string | undefined;
}

interface FoundDevice {
  readonly deviceId: string;
  readonly state: string;
  readonly bindings: readonly { readonly drmDeviceId: string }[];
}

/** A registration that replaces a device, with its token redeemed. */
async function startSwap(send: Send, account: string, replaces: string | undefined): Promise<Swap> {
  const drmDeviceId = newDeviceId();
  const { body } = await send('POST', `/v1/accounts/${account}/registrations`, {
    drm: 'widevine',
    ...(replaces !== undefined && { replaces })
  });
  await redeem(body.licenseUrl, drmDeviceId);
  return { account, registrationId: body.registrationId, drmDeviceId, replaces };
}

function complete(send: Send, { registrationId }: Swap) {
  return send('POST', `/v1/registrations/${registrationId}/complete`);
}

async function activeDevices(send: Send, account: string): Promise<readonly FoundDevice[]> {
  const { body } = await send('GET', `/v1/accounts/${account}/devices?limit=100`);
  return body.items.filter(({ state }: FoundDevice) => state === 'active');
}

async function onlyDevice(send: Send, account: string): Promise<string | undefined> {
  return (await activeDevices(send, account))[0]?.deviceId;
}
