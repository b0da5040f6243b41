import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { answer, type Reply, setup, widevine, widevineAnswer } from './support/server.ts';
import { passTime } from './support/time.ts';

const quickly = { attempts: 3, initialDelay: 0, maxDelay: 0 };

t.test('a call that meets an outage is repeated, up to the number of attempts', async t => {
  const { client, seen } = await setup(t, inTurn(answer(503, ''), answer(502, ''), ok), { retry: quickly });
  t.equal((await client.widevineToken(widevine)).licenseUrl, widevineAnswer);
  t.equal(seen.length, 3);
  const failing = await setup(t, answer(503, ''), { retry: quickly });
  await t.rejects(failing.client.widevineToken(widevine), { code: 'http-status', httpStatus: 503 });
  t.equal(failing.seen.length, 3);
});

t.test('a call without an answer is repeated', async t => {
  const { client, seen } = await setup(
    t,
    inTurn(response => response.destroy(), ok),
    { retry: quickly }
  );
  await client.widevineToken(widevine);
  t.equal(seen.length, 2);
});

t.test('a refusal is not repeated and opens no circuit', async t => {
  const { client, seen } = await setup(t, answer(401, '{"code":-2018}'), {
    retry: quickly,
    circuitBreaker: { failures: 1 }
  });
  for (let call = 1; call <= 5; call++) {
    await t.rejects(client.widevineToken(widevine), { code: 'refused' });
    t.equal(seen.length, call);
  }
});

t.test('a circuit opens after failures in a row, and only for its own API', async t => {
  const { client, seen } = await setup(t, answer(503, ''), {
    circuitBreaker: { failures: 3, openFor: 60_000 }
  });
  for (let call = 0; call < 3; call++)
    await t.rejects(client.widevineToken(widevine), { code: 'http-status' });
  await t.rejects(client.widevineToken(widevine), { code: 'circuit-open', retryable: true });
  t.equal(seen.length, 3, 'nothing was sent through the open circuit');
  await t.rejects(client.recentRecords(), { code: 'http-status' });
});

t.test('the first call after the open time goes through, and its success closes the circuit', async t => {
  const pass = passTime(t);
  let healthy = false;
  const reply: Reply = (response, seen) => (healthy ? ok : answer(503, ''))(response, seen);
  const { client } = await setup(t, reply, { circuitBreaker: { failures: 1, openFor: 60_000 } });
  await t.rejects(client.widevineToken(widevine), { code: 'http-status' });
  healthy = true;
  await t.rejects(client.widevineToken(widevine), { code: 'circuit-open' });
  pass(60_000);
  await client.widevineToken(widevine);
  await client.widevineToken(widevine);
});

t.test(
  'no more calls are in flight than the cap; the rest wait, and beyond the queue they fail at once',
  async t => {
    const waiting: (() => void)[] = [];
    const { client, seen } = await setup(
      t,
      response => void waiting.push(() => response.end(widevineAnswer)),
      {
        maxCallsInFlight: 2,
        maxCallsWaiting: 1
      }
    );
    const calls = Array.from({ length: 4 }, () => client.widevineToken(widevine));
    await t.rejects(calls[3] as Promise<unknown>, { code: 'overloaded', retryable: true });
    await until(() => seen.length === 2);
    for (const answer of waiting.splice(0)) answer();
    await until(() => seen.length === 3);
    for (const answer of waiting.splice(0)) answer();
    await Promise.all(calls.slice(0, 3));
  }
);

t.test('the deadline holds in the queue as well', async t => {
  const { client, seen } = await setup(t, () => {}, { maxCallsInFlight: 1, deadline: 200 });
  const calls = [client.widevineToken(widevine), client.widevineToken(widevine)];
  for (const call of calls) await t.rejects(call, { code: 'timeout', phase: 'deadline' });
  t.equal(seen.length, 1);
});

t.test('the deadline holds over all attempts', async t => {
  const { client } = await setup(t, answer(503, ''), {
    deadline: 200,
    retry: { attempts: 1000, initialDelay: 50, maxDelay: 50 },
    circuitBreaker: { failures: 10_000 }
  });
  await t.rejects(client.widevineToken(widevine), { code: 'timeout', phase: 'deadline' });
});

t.test('a signal ends a call in flight, a queued one, and one that has not started', async t => {
  const { client, seen } = await setup(t, () => {}, { maxCallsInFlight: 1 });
  const controller = new AbortController();
  const { signal } = controller;
  const calls: Promise<unknown>[] = [
    client.widevineToken(widevine, { signal }),
    client.widevineToken(widevine, { signal })
  ];
  await until(() => seen.length === 1);
  const reason = new Error('the viewer left');
  controller.abort(reason);
  for (const call of [...calls, client.recentRecords({ signal }) as Promise<unknown>]) {
    await t.rejects(call, { code: 'aborted', retryable: false, cause: reason });
  }
  t.equal(seen.length, 1);
});

t.test('calls reuse connections', async t => {
  const sockets = new Set<unknown>();
  const { client } = await setup(t, response => {
    sockets.add(response.socket);
    response.end(widevineAnswer);
  });
  for (let call = 0; call < 20; call++) await client.widevineToken(widevine);
  t.ok(sockets.size <= 2, 'undici may open a second one while the first is being freed');
});

t.test('close waits for running calls', async t => {
  const { client } = await setup(t, inTurn(answer(503, ''), ok), {
    retry: { attempts: 2, initialDelay: 50 },
    maxCallsInFlight: 1
  });
  const calls = [client.widevineToken(widevine), client.widevineToken(widevine)];
  await client.close();
  await Promise.all(calls);
});

t.test('a closed client refuses calls, and may be closed again', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await client.close();
  await client.close();
  await t.rejects(client.widevineToken(widevine), { code: 'invalid-argument', option: 'client' });
  t.equal(seen.length, 0);
});

t.test('a client ends with its scope', async t => {
  const { client } = await setup(t, widevineAnswer);
  {
    await using scoped = client;
    await scoped.widevineToken(widevine);
  }
  await t.rejects(client.widevineToken(widevine), { code: 'invalid-argument', option: 'client' });
});

function ok(...[response]: Parameters<Reply>): void {
  response.end(widevineAnswer);
}

function inTurn(...replies: Reply[]): Reply {
  return (response, seen) => (replies.length > 1 ? replies.shift() : replies[0])?.(response, seen);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}
