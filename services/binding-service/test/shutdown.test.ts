import t from 'tap';
import { environmentOf } from './support/environment.ts';
import { film } from './support/flow.ts';
import { startProcess } from './support/process.ts';
import { startEmulator } from './support/service.ts';

t.setTimeout(120_000);

t.test('a request that has begun when the service is told to stop is answered first', async t => {
  const emulator = await startEmulator(t, { faults: [{ kind: 'latency', ms: 1000, api: 'tokens' }] });
  const databaseUrl = `sqlite:${t.testdir()}/binding.db`;
  const service = await startProcess(t, environmentOf({ databaseUrl, expressPlayUrl: emulator.url }));
  await service.call('PUT', '/v1/contents/film', film);

  const calls = emulator.calls.tokens.widevine;
  const running = service.call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  while (emulator.calls.tokens.widevine === calls) await new Promise(resolve => setTimeout(resolve, 5));
  service.stop();
  t.equal((await running).status, 201);
  const { code, stderr } = await service.ended;
  t.equal(code, 0);
  t.equal(stderr, '');
  t.match(service.output.stdout, '"/v1/accounts/ada/registrations"', 'and its line is in the log');
});

t.test('a held answer is sent at once when the service is told to stop', async t => {
  const emulator = await startEmulator(t);
  const databaseUrl = `sqlite:${t.testdir()}/binding.db`;
  const service = await startProcess(t, environmentOf({ databaseUrl, expressPlayUrl: emulator.url }));
  const { body } = await service.call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const held = service.call('GET', `/v1/registrations/${body.registrationId}?wait=30`);
  // The request has to be there before the signal is; its line comes only with its answer.
  await service.call('GET', '/health/live');
  await new Promise(resolve => setTimeout(resolve, 500));
  const stopped = Date.now();
  service.stop();
  t.match((await held).body, { state: 'pending' });
  t.equal((await service.ended).code, 0);
  t.ok(Date.now() - stopped < 15_000, 'long before the 30 seconds are over');
});
