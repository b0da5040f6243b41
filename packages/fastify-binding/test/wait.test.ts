import t from 'tap';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, startStack } from './support/stack.ts';

t.test('who waits is answered after the redemption, while nobody completes and no worker runs', async t => {
  const { app, emulator } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const path = `/v1/registrations/${body.registrationId}?wait=30`;
  const held = [call('GET', path), call('GET', path), call('GET', path)];
  await redeem(body.licenseUrl, deviceA);
  for (const answer of await Promise.all(held))
    t.match(answer.body, { state: 'bound', device: { bindings: [{ drmDeviceId: deviceA }] } });
  t.ok(emulator.calls.records <= 3, `${emulator.calls.records} look-ups for three who wait`);
});

t.test('an answer waits until the registration is bound', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const path = `/v1/registrations/${body.registrationId}`;
  const held = call('GET', `${path}?wait=30`);
  await redeem(body.licenseUrl, deviceA);
  await call('POST', `${path}/complete`);
  t.match((await held).body, { state: 'bound', device: { bindings: [{ drmDeviceId: deviceA }] } });
});

t.test('without a change the answer comes after the wait', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const started = Date.now();
  t.match((await call('GET', `/v1/registrations/${body.registrationId}?wait=1`)).body, { state: 'pending' });
  t.ok(Date.now() - started >= 990);
  t.match((await call('GET', `/v1/registrations/${body.registrationId}`)).body, { state: 'pending' });
});

t.test('a wait that has begun is no longer when the clock is set back', async t => {
  const { app } = await startStack(t, {}, () => Date.now());
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const now = Date.now;
  t.teardown(() => {
    Date.now = now;
  });
  const held = call('GET', `/v1/registrations/${body.registrationId}?wait=1`);
  // The handler has begun to wait once another request was answered.
  await call('GET', `/v1/registrations/${body.registrationId}`);
  Date.now = () => now() - 3_600_000;
  // Without an answer the test times out: the wait would last for an hour.
  t.match((await held).body, { state: 'pending' });
});

t.test('the wait ends when the client disconnects or the server stops', async t => {
  const { app, storage } = await startStack(t);
  const call = callerOf(app);
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const held = (signal?: AbortSignal) =>
    fetch(`${url}/v1/registrations/${body.registrationId}?wait=30`, {
      headers: { authorization: 'Bearer all', connection: 'close' },
      ...(signal && { signal })
    });

  const gone = new AbortController();
  const left = held(gone.signal).catch(error => error.name);
  const answer = held();
  await new Promise(resolve => setTimeout(resolve, 100));
  gone.abort();
  t.equal(await left, 'AbortError');

  const started = Date.now();
  await app.close();
  t.match(await (await answer).json(), { state: 'pending' });
  t.ok(Date.now() - started < 10_000, 'long before the 30 seconds are over');
  await storage.ping();
});

t.test('wait must be a whole number from 0 to 30', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  for (const wait of ['31', '-1', '1.5', 'x', ''])
    t.match((await call('GET', `/v1/registrations/reg_1?wait=${wait}`)).body, {
      code: 'validation',
      errors: [{ path: '/querystring/wait' }]
    });
});
