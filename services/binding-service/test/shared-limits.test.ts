import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import t from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { callsTo } from './support/calls.ts';
import { startEmulator, startService } from './support/service.ts';

t.setTimeout(120_000);
const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const limit = { RATE_LIMIT_PER_MINUTE: '3' };
const emulator = await startEmulator(t);

/** Whether a Redis runs there. */
async function hasRedis(): Promise<boolean> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  const answers = await redis.connect().then(
    () => true,
    () => false
  );
  redis.disconnect();
  return answers;
}

const skip = (await hasRedis()) ? false : `no Redis at ${redisUrl}`;

t.test('processes that share a Redis share the limit of a key', { skip }, async t => {
  const databaseUrl = `sqlite:${t.testdir()}/binding.db`;
  const services = [
    await startService(t, databaseUrl, emulator.url, { ...limit, REDIS_URL: redisUrl }),
    await startService(t, databaseUrl, emulator.url, { ...limit, REDIS_URL: redisUrl })
  ];
  // A name of its own: the counters of an earlier run may still be there.
  const apiKey = await makeApiKey(services[0]!.storage, `shop ${randomUUID()}`, ['contents:read']);
  const statuses = [];
  for (const index of [0, 1, 0, 1, 0])
    statuses.push((await callsTo(t, services[index]!.url, apiKey)('GET', '/v1/contents')).status);
  t.strictSame(statuses, [200, 200, 200, 429, 429]);
});

t.test('while Redis is away each process has its own limit, and refuses nobody else', async t => {
  // Accepts connections and never answers, like a Redis that hangs.
  const silent = createServer(socket => t.teardown(() => socket.destroy())).listen(0, '127.0.0.1');
  await new Promise(resolve => silent.once('listening', resolve));
  t.teardown(() => silent.close());
  const hanging = `redis://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  for (const REDIS_URL of ['redis://127.0.0.1:1', hanging]) {
    const { call } = await startService(t, 'sqlite::memory:', emulator.url, { ...limit, REDIS_URL });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await call('GET', '/v1/contents')).status);
    t.strictSame(statuses, [200, 200, 200, 429, 429], REDIS_URL);
  }
});
