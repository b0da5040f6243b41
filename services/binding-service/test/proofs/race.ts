import { redeem } from '../support/calls.ts';
import { newDeviceId } from '../support/flow.ts';
import type { Reply, Send } from './client.ts';

export interface Race {
  readonly accounts: number;
  /** Registrations of each account that are completed at the same time. */
  readonly completions: number;
  /** The policy's `maxDevices`. */
  readonly limit: number;
}

export interface RaceFigures {
  readonly bound: number;
  readonly refused: number;
  /** Accounts with more devices than the limit. */
  readonly overLimit: number;
  /** Accounts that were given less than the limit. */
  readonly underLimit: number;
  /** Answers that are neither a bound device nor the typed refusal. */
  readonly otherAnswers: readonly Reply[];
  /** Refusals that do not name a way out. */
  readonly unexplained: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
}

/** Lets all accounts complete all their registrations at once, by turns over the services. */
export async function race(services: readonly Send[], { accounts, completions, limit }: Race) {
  const send = (number: number) => services[number % services.length]!;
  await send(0)('PUT', '/v1/policies/default', { maxDevices: limit });
  const names = Array.from({ length: accounts }, (_, number) => `racer ${number}`);
  const started = [];
  for (const name of names)
    started.push(...(await Promise.all(Array.from({ length: completions }, () => start(send(0), name)))));

  const times: number[] = [];
  const replies = await Promise.all(
    started.map(async (registrationId, number) => {
      const from = performance.now();
      const reply = await send(number)('POST', `/v1/registrations/${registrationId}/complete`);
      times.push(performance.now() - from);
      return reply;
    })
  );
  const counts = await Promise.all(names.map((name, number) => countDevices(send(number), name)));
  return figuresOf(replies, counts, times, limit);
}

/** A registration whose token was redeemed. */
async function start(send: Send, account: string): Promise<string> {
  const path = `/v1/accounts/${encodeURIComponent(account)}/registrations`;
  const { status, body } = await send('POST', path, { drm: 'widevine' });
  if (status !== 201) throw new Error(`A registration was answered with ${status}.`);
  await redeem(body.licenseUrl, newDeviceId());
  return body.registrationId;
}

async function countDevices(send: Send, account: string): Promise<number> {
  const { body } = await send('GET', `/v1/accounts/${encodeURIComponent(account)}/devices?limit=100`);
  return body.items.filter((device: { state: string }) => device.state === 'active').length;
}

function figuresOf(
  replies: readonly Reply[],
  counts: readonly number[],
  times: readonly number[],
  limit: number
): RaceFigures {
  const refusals = replies.filter(isRefusal);
  const sorted = times.toSorted((a, b) => a - b);
  const atShare = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    bound: replies.filter(isBound).length,
    refused: refusals.length,
    overLimit: counts.filter(count => count > limit).length,
    underLimit: counts.filter(count => count < limit).length,
    otherAnswers: replies.filter(reply => !isBound(reply) && !isRefusal(reply)),
    unexplained: refusals.filter(refusal => !saysWhy(refusal, limit)).length,
    medianMilliseconds: atShare(0.5),
    p99Milliseconds: atShare(0.99)
  };
}

function isBound({ status, body }: Reply): boolean {
  return status === 200 && body.state === 'bound';
}

function isRefusal({ status, body }: Reply): boolean {
  return status === 409 && body.code === 'device-limit-reached';
}

/** Names every device that could make room, and since when it may. */
function saysWhy({ body }: Reply, limit: number): boolean {
  const conflicts: { deviceId?: string; removable?: boolean }[] = body.conflicts ?? [];
  return (
    conflicts.length === limit &&
    conflicts.every(({ deviceId, removable }) => deviceId !== undefined && removable === true) &&
    body.detail.length > 0 &&
    body.nextAllowedAt !== undefined
  );
}
