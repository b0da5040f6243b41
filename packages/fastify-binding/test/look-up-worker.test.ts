import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binding } from '@expressplay-binding/binding-core';
import Fastify from 'fastify';
import t from 'tap';
import { lookUpWorker } from '../src/index.ts';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, startStack } from './support/stack.ts';

type Work = Pick<Binding, 'lookUpDue' | 'purge'>;

const nothing = { lookedUp: 0, settled: 0, notEnforced: [], errors: [] };

/** An app with nothing but a worker. It listens: the worker alone would not keep the process alive. */
async function startWorker(work: Partial<Work>, interval = 1) {
  const log = new PassThrough({ encoding: 'utf8' });
  const app = Fastify({ logger: { stream: log } });
  const binding: Work = { lookUpDue: async () => nothing, purge: async () => 0, ...work };
  await app.register(lookUpWorker, { binding, interval });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, log };
}

t.test('a registration is bound although no client completes it', async t => {
  const { app, binding } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  await redeem(body.licenseUrl, deviceA);
  const held = call('GET', `/v1/registrations/${body.registrationId}?wait=30`);
  const worker = await startWorker(binding, 50);
  t.match((await held).body, { state: 'bound', device: { bindings: [{ drmDeviceId: deviceA }] } });
  await worker.app.close();
});

t.test('several workers look each registration up only once', async t => {
  const { app, binding, emulator } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  await redeem(body.licenseUrl, deviceA);
  const workers = await Promise.all([1, 2, 3].map(() => startWorker(binding, 50)));
  const path = `/v1/registrations/${body.registrationId}`;
  t.match((await call('GET', `${path}?wait=30`)).body, { state: 'bound' });
  await Promise.all(workers.map(worker => worker.app.close()));
  t.equal(emulator.calls.records, 1);
});

t.test('closing waits for the current round and starts no other', async t => {
  let rounds = 0;
  let finished = false;
  let proceed = () => {};
  const { app } = await startWorker({
    async lookUpDue() {
      rounds++;
      await new Promise<void>(resolve => {
        proceed = resolve;
      });
      finished = true;
      return nothing;
    }
  });
  const closed = app.close();
  t.equal(
    await Promise.race([closed, new Promise(resolve => setImmediate(() => resolve('waits')))]),
    'waits'
  );
  proceed();
  await closed;
  t.ok(finished);
  t.equal(rounds, 1);
});

t.test('a failure is logged, and the worker continues', async t => {
  let rounds = 0;
  let goOn = () => {};
  const wentOn = new Promise<void>(resolve => {
    goOn = resolve;
  });
  const { app, log } = await startWorker({
    async lookUpDue() {
      rounds++;
      if (rounds === 1) throw new Error('the database is away');
      if (rounds === 2) return { ...nothing, lookedUp: 1, errors: [new Error('upstream is away')] };
      goOn();
      return nothing;
    },
    purge: async () => {
      throw new Error('the disk is full');
    }
  });
  await wentOn;
  await app.close();
  const lines = `${log.read()}`;
  for (const message of ['the database is away', 'upstream is away', 'the disk is full'])
    t.match(lines, message);
});

t.test('housekeeping goes on until nothing is left that is due', async t => {
  const { binding, storage } = await startStack(t);
  const record = { accountId: 'ada', fingerprint: 'f', attempt: 'att_1', heldUntil: 1, answer: '{}' };
  await storage.store.inAccount('ada', Date.now(), async unit => {
    for (let number = 0; number < 1_200; number += 1)
      await unit.saveIdempotencyRecord({ ...record, key: `key ${number}` });
  });
  const left = async () => {
    const keys = Array.from({ length: 1_200 }, (_, number) => `key ${number}`);
    const found = await Promise.all(keys.map(key => storage.store.findIdempotencyRecord('ada', key)));
    return found.filter(each => each !== undefined).length;
  };
  const { app } = await startWorker({ purge: () => binding.purge() });
  // The next purge begins ten minutes later: all rounds belong to the first.
  while ((await left()) > 0) await sleep(100);
  await app.close();
  t.equal(await left(), 0);
});
