import { eventTypes } from '@expressplay-binding/binding-core';
import t from 'tap';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, deviceB, film, startStack } from './support/stack.ts';

const deviceC = 'c'.repeat(32);

t.test('each event has its resource as the API answers it', async t => {
  let now = Date.now();
  const { app } = await startStack(t, { deviceIdParameters: ['other'] }, () => now);
  const call = callerOf(app);
  const told = new Map<string, object>();
  let after: string | undefined;
  /** Reads on in the feed and compares each event with an answer. */
  async function expect(answers: Record<string, { status: number; body: object }>) {
    const { status, body } = await call('GET', after ? `/v1/events?after=${after}` : '/v1/events');
    t.equal(status, 200);
    t.strictSame(
      body.items.map((event: { type: string }) => event.type),
      Object.keys(answers)
    );
    for (const event of body.items) {
      t.match(event, { eventId: /^evt_[0-9a-f]{32}$/, createdAt: new Date(now).toISOString() });
      t.equal(event.accountId, event.type.startsWith('policy.') ? undefined : 'ada');
      t.strictSame(event.data, answers[event.type]?.body, event.type);
      told.set(event.type, event);
    }
    after = body.nextCursor;
  }
  const start = (device?: object) =>
    call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine', ...(device && { device }) });
  const complete = async (registrationId: string) => {
    await call('POST', `/v1/registrations/${registrationId}/complete`);
    return call('GET', `/v1/registrations/${registrationId}`);
  };
  const register = async (drmDeviceId: string, device?: object) => {
    const { body } = await start(device);
    await redeem(body.licenseUrl, drmDeviceId);
    return complete(body.registrationId);
  };
  const device = (deviceId: string) => call('GET', `/v1/accounts/ada/devices/${deviceId}`);

  const policy = { maxDevices: 1 };
  await call('PUT', '/v1/policies/default', policy);
  await expect({ 'policy.changed': await call('GET', '/v1/policies/default') });

  const bound = await register(deviceA);
  const { deviceId } = bound.body.device;
  await expect({ 'device.bound': await device(deviceId) });

  await expect({ 'registration.refused': await register(deviceB) });

  const shared = await start();
  for (const each of [deviceA, deviceB]) await redeem(shared.body.licenseUrl, each);
  await expect({ 'registration.ambiguous': await complete(shared.body.registrationId) });

  const abandoned = await start();
  now += 3_600_000;
  const expired = await complete(abandoned.body.registrationId);
  await expect({ 'registration.expired': expired });

  await register(deviceC, { deviceId, rebind: true });
  await expect({ 'device.rebound': await device(deviceId), 'device.bound': await device(deviceId) });

  const started = await call('POST', `/v1/accounts/ada/devices/${deviceId}/binding-checks`, {});
  await redeem(started.body.licenseUrl, deviceC);
  const path = `/v1/binding-checks/${started.body.checkId}/complete`;
  await expect({ 'binding.not-enforced': await call('POST', path, { refused: false }) });

  const next = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine', replaces: deviceId });
  await redeem(next.body.licenseUrl, deviceB);
  const replaced = await complete(next.body.registrationId);
  const newId = replaced.body.device.deviceId;
  await expect({ 'device.replaced': await device(deviceId), 'device.bound': await device(newId) });

  await call('DELETE', `/v1/accounts/ada/devices/${newId}`);
  await expect({ 'device.removed': await device(newId) });

  await call('PUT', '/v1/contents/film', film);
  const until = new Date(now + 1000).toISOString();
  const sold = await call('POST', '/v1/accounts/ada/entitlements', {
    contentId: 'film',
    kind: 'subscription',
    until
  });
  const right = `/v1/accounts/ada/entitlements/${sold.body.entitlementId}`;
  await expect({ 'entitlement.created': await call('GET', right) });
  await call('PATCH', right, { until: new Date(now + 5000).toISOString() });
  await expect({ 'entitlement.changed': await call('GET', right) });
  await call('DELETE', right);
  await expect({ 'entitlement.revoked': await call('GET', right) });
  await call('POST', `${right}/restore`);
  await expect({ 'entitlement.restored': await call('GET', right) });

  await call('PUT', '/v1/accounts/ada/suspension', { reason: 'test' });
  await expect({ 'account.suspended': await call('GET', '/v1/accounts/ada') });
  await call('DELETE', '/v1/accounts/ada/suspension?reason=test');
  await expect({ 'account.resumed': await call('GET', '/v1/accounts/ada') });

  t.strictSame([...told.keys()].sort(), [...eventTypes].sort(), 'every type was seen');
  for (const secret of [shared.body.cookie, abandoned.body.cookie, next.body.cookie, film.key.value])
    t.notOk(JSON.stringify([...told.values()]).includes(secret), 'no secret');
});

t.test('the feed is paged and filtered, and refuses what it does not know', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  for (const accountId of ['ada', 'grace', 'ada'])
    for (const [method, query, body] of [
      ['PUT', '', { reason: 'test' }],
      ['DELETE', '?reason=test', undefined]
    ] as const)
      await call(method, `/v1/accounts/${accountId}/suspension${query}`, body);

  const types: string[] = [];
  let after = '';
  for (let page = 0; page < 4; page += 1) {
    const { body } = await call('GET', `/v1/events?limit=2&accountId=ada${after}`);
    types.push(...body.items.map((event: { type: string }) => event.type));
    after = `&after=${body.nextCursor}`;
  }
  t.strictSame(types, Array(2).fill(['account.suspended', 'account.resumed']).flat());
  const { body: resumed } = await call('GET', '/v1/events?types=account.resumed,device.bound');
  t.strictSame(
    resumed.items.map((event: { accountId: string }) => event.accountId),
    ['ada', 'grace', 'ada']
  );
  for (const [query, member] of [
    ['types=account.vanished', 'types'],
    ['after=x', 'after'],
    ['cursor=x', 'cursor']
  ]) {
    const { status, body } = await call('GET', `/v1/events?${query}`);
    t.equal(status, 400);
    t.match(body, { code: 'validation', errors: [{ path: `/querystring/${member}` }] });
  }
  t.equal((await call('GET', '/v1/events', undefined, { authorization: 'Bearer none' })).status, 401);
});
