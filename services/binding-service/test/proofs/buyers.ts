import { setTimeout as sleep } from 'node:timers/promises';
import { redeem } from '../support/calls.ts';
import { newDeviceId } from '../support/flow.ts';
import type { Reply, Send } from './client.ts';

/** Milliseconds that a client tries for. */
export const patience = 120_000;

/** An account with a device that has the right to the film. */
export interface Buyer {
  readonly account: string;
  readonly deviceId: string;
}

/** Makes an account with a device that has the right to the film. */
export async function prepareBuyer(send: Send, account: string): Promise<Buyer> {
  const path = `/v1/accounts/${encodeURIComponent(account)}`;
  const started = await untilAnswered(() => send('POST', `${path}/registrations`, { drm: 'widevine' }));
  await redeem(started.body.licenseUrl, newDeviceId());
  const completed = await untilAnswered(() =>
    send('POST', `/v1/registrations/${started.body.registrationId}/complete`)
  );
  if (!isBound(completed))
    throw new Error(`A device was not bound: ${completed.status} ${JSON.stringify(completed.body)}`);
  await untilAnswered(() =>
    send(
      'POST',
      `${path}/entitlements`,
      { contentId: 'film', kind: 'purchase' },
      { 'idempotency-key': 'film' }
    )
  );
  return { account, deviceId: completed.body.device.deviceId };
}

/** Asks for a token. */
export function ask(send: Send, { account, deviceId }: Buyer, key: string): Promise<Reply> {
  const body = { contentId: 'film', deviceId };
  return send('POST', `/v1/accounts/${encodeURIComponent(account)}/tokens`, body, { 'idempotency-key': key });
}

/** Sends again as a client should that was told so; an answer that never came is asked for again, too. */
export async function untilAnswered(call: () => Promise<Reply>): Promise<Reply> {
  const end = performance.now() + patience;
  for (;;) {
    const reply = await call();
    const isFinal = reply.status < 500 && reply.status !== 0 && reply.body?.code !== 'idempotency-in-flight';
    if (isFinal || performance.now() > end) return reply;
    await sleep(100);
  }
}

/** Whether the answer tells the client to send the request again, and when. */
export function isForNow({ status, body, headers }: Reply): boolean {
  return status === 503 && body?.code === 'unavailable' && body.retryable && headers.has('retry-after');
}

/** Whether a completion has bound its device. */
export function isBound({ status, body }: Reply): boolean {
  return status === 200 && body.state === 'bound';
}
