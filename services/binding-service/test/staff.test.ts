import t from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { callsTo } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

// Each test has a database of its own, on a machine that may be busy.
t.setTimeout(300_000);

const emulator = await startEmulator(t);
const daily = { count: 'removals', max: 1, windowSeconds: 86_400 };
const account = '/v1/accounts/ada';

onEachDatabase('a refusal names the devices that could make room, and when', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  await call('PUT', '/v1/policies/default', { maxDevices: 1, swaps: daily });
  const tv = { drm: 'widevine', device: { name: 'Living room TV', class: 'tv' } };
  const first = (await register(call, 'ada', newDeviceId(), tv)).body.device;

  const full = await register(call, 'ada');
  t.match(full, {
    status: 409,
    body: {
      code: 'device-limit-reached',
      nextAllowedAt: /Z$/,
      conflicts: [{ deviceId: first.deviceId, name: 'Living room TV', class: 'tv', removable: true }]
    }
  });

  const swapped = await register(call, 'ada', newDeviceId(), { drm: 'widevine', replaces: first.deviceId });
  t.equal(swapped.status, 200);
  t.match((await call('GET', `${account}/devices/${first.deviceId}`)).body, {
    state: 'removed',
    removedAs: 'replaced'
  });

  const { deviceId } = swapped.body.device;
  const tooEarly = await call('DELETE', `${account}/devices/${deviceId}`);
  const later = (await call('GET', account)).body.nextAllowedAt;
  t.match(tooEarly, {
    status: 409,
    body: {
      code: 'swap-not-allowed-yet',
      nextAllowedAt: later,
      conflicts: [{ deviceId, removable: false, nextAllowedAt: later }]
    }
  });
  t.ok(Date.parse(later) > Date.now() + 86_000_000);

  t.equal((await call('POST', `${account}/swap-resets`, { reason: 'moved house' })).status, 200);
  t.equal((await call('GET', account)).body.nextAllowedAt, undefined);
  t.match((await call('DELETE', `${account}/devices/${deviceId}`)).body, {
    state: 'removed',
    removedAs: 'customer'
  });
});

onEachDatabase('a dry run answers the decision and changes nothing', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  await call('PUT', '/v1/policies/default', { maxDevices: 1, swaps: daily });
  const { deviceId, token } = await buyFilm(call, 'ada');
  const { expiresAt } = (await call('POST', `${account}/tokens`, token)).body;
  const before = (await call('GET', '/v1/audit-events')).body;
  const tokens = emulator.calls.tokens;

  const registering = `${account}/registrations?dryRun=true`;
  const refused = await call('POST', registering, { drm: 'widevine' });
  t.match(refused, {
    status: 200,
    body: { allowed: false, removes: [], problem: { code: 'device-limit-reached', status: 409 } }
  });
  t.strictSame((await call('POST', registering, { drm: 'widevine', replaces: deviceId })).body.removes, [
    (await call('GET', `${account}/devices/${deviceId}`)).body
  ]);
  t.match((await call('POST', registering, { drm: 'widevine', replaces: 'dev_none' })).body, {
    allowed: false,
    problem: { code: 'not-found' }
  });
  t.match((await call('DELETE', `${account}/devices/${deviceId}?dryRun=true`)).body, {
    allowed: true,
    counted: true,
    grace: false,
    playableUntil: expiresAt
  });
  t.strictSame((await call('GET', '/v1/audit-events')).body, before);
  t.strictSame(emulator.calls.tokens, tokens);

  const real = await register(call, 'ada');
  const { requestId: _, ...problem } = real.body;
  const atAnyTime = (value: object) =>
    JSON.parse(JSON.stringify(value).replaceAll(/[\d-]{10}T[\d:.]+Z/g, ''));
  t.same(atAnyTime(refused.body.problem), atAnyTime(problem), 'the problem is that of the real call');
  t.match((await call('DELETE', `${account}/devices/${deviceId}`)).body, { playableUntil: expiresAt });
});

onEachDatabase(
  'an override names every device that loses its slot to it, and none of them stays active',
  async (t, database) => {
    const { call } = await startService(t, await database.createUrl(t), emulator.url);
    await call('PUT', '/v1/policies/default', { maxDevices: 1, overLimit: 'deactivate-oldest' });
    const first = await register(call, 'ada');
    const override = '?override=true&reason=VIP';
    const registrations = `${account}/registrations${override}&dryRun=true`;
    const decision = await call('POST', registrations, { drm: 'widevine' });
    const { deviceId } = first.body.device;
    t.match(decision.body, { allowed: true, removes: [{ deviceId }] });
    const second = await register(call, 'ada', newDeviceId(), { drm: 'widevine' }, override);
    const { items } = (await call('GET', `${account}/devices`)).body;
    t.strictSame(
      items.map((device: { deviceId: string; state: string }) => [device.deviceId, device.state]).sort(),
      [
        [deviceId, 'removed'],
        [second.body.device.deviceId, 'active']
      ].sort()
    );
  }
);

onEachDatabase('staff override any rule with a reason', async (t, database) => {
  const { call, url, storage } = await startService(t, await database.createUrl(t), emulator.url);
  const app = callsTo(
    t,
    url,
    await makeApiKey(storage, 'app', ['registrations:write', 'devices:write', 'devices:read'])
  );
  await call('PUT', '/v1/policies/default', { maxDevices: 0, swaps: { ...daily, max: 0 } });
  const registrations = `${account}/registrations?override=true`;
  const errorsOf = async (path: string) => (await call('POST', path, { drm: 'widevine' })).body.errors;

  t.match(await errorsOf(registrations), [{ path: '/querystring/reason' }]);
  t.match(await errorsOf(`${registrations}&reason=%20`), [{ path: '/querystring/reason' }]);
  t.match(await errorsOf(`${account}/registrations?reason=why`), [{ path: '/querystring/reason' }]);
  t.match(await errorsOf(`${account}/registrations?override=maybe`), [{ path: '/querystring/override' }]);
  t.match(await errorsOf(`${account}/registrations?dryrun=true`), [{ path: '/querystring/dryrun' }]);
  t.match(await app('POST', `${registrations}&reason=VIP`, { drm: 'widevine' }), {
    status: 403,
    body: { code: 'forbidden', detail: /staff/ }
  });

  t.equal((await register(call, 'ada')).body.code, 'device-limit-reached');
  t.match((await call('POST', `${registrations}&dryRun=true&reason=VIP`, { drm: 'widevine' })).body, {
    allowed: true
  });
  const bound = await register(call, 'ada', newDeviceId(), { drm: 'widevine' }, '?override=true&reason=VIP');
  t.equal(bound.status, 200);
  const device = `${account}/devices/${bound.body.device.deviceId}`;
  t.match((await call('DELETE', `${device}?override=true`)).body.errors, [{ path: '/querystring/reason' }]);
  t.equal((await app('DELETE', `${device}?override=true&reason=mine`)).status, 403);
  t.match((await call('DELETE', `${device}?override=true&reason=broken&dryRun=true`)).body, {
    allowed: true,
    counted: false
  });
  t.match((await call('DELETE', `${device}?override=true&reason=broken`)).body, { removedAs: 'staff' });

  const events = await call('GET', '/v1/audit-events?accountId=ada&actor=bootstrap');
  t.match(events.body.items, [
    { action: 'device.removed', reason: 'broken', details: { cause: 'staff' } },
    { action: 'registration.bound', reason: 'VIP' }
  ]);
});

onEachDatabase('a further DRM of a device joins its slot', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const { deviceId } = (await register(call, 'ada')).body.device;
  const body = { drm: 'playready', device: { deviceId } };
  const joined = await register(call, 'ada', newDeviceId(), body);
  t.match(joined.body.device, { deviceId, bindings: [{ drm: 'widevine' }, { drm: 'playready' }] });
  t.match((await call('GET', account)).body.slots, { used: 1 });
  const registrations = `${account}/registrations`;
  t.equal((await call('POST', registrations, body)).body.code, 'device-already-bound');
  t.match((await call('POST', registrations, { ...body, replaces: deviceId })).body.errors, [
    { path: '/replaces' }
  ]);
});

onEachDatabase('a suspended account gets nothing new until it is resumed', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const { token } = await buyFilm(call, 'ada');
  const suspended = await call('PUT', `${account}/suspension`, { reason: 'fraud check' });
  t.match(suspended, { status: 200, body: { suspendedAt: /Z$/ } });
  t.match(await call('POST', `${account}/tokens`, token), {
    status: 403,
    body: { code: 'account-suspended' }
  });
  t.match(await call('POST', `${account}/registrations`, { drm: 'widevine' }), {
    status: 403,
    body: { code: 'account-suspended' }
  });
  t.match((await call('DELETE', `${account}/suspension`)).body.errors, [{ path: '/querystring/reason' }]);
  const resumed = await call('DELETE', `${account}/suspension?reason=cleared`);
  t.equal(resumed.body.suspendedAt, undefined);
  t.equal((await call('POST', `${account}/tokens`, token)).status, 201);

  const { items } = (await call('GET', '/v1/audit-events?subject=ada')).body;
  t.match(items, [
    { action: 'account.resumed', reason: 'cleared', before: { suspendedAt: suspended.body.suspendedAt } },
    { action: 'account.suspended', reason: 'fraud check', after: { suspendedAt: /Z$/ } }
  ]);
});

t.test('what staff do needs a reason and the scope staff', async t => {
  const { call, url, storage } = await startService(t, 'sqlite::memory:', emulator.url);
  const reader = callsTo(
    t,
    url,
    await makeApiKey(storage, 'reader', ['policies:read', 'audit:read', 'accounts:read'])
  );
  for (const [method, path] of [
    ['PUT', 'suspension'],
    ['POST', 'swap-resets']
  ] as const) {
    t.match((await call(method, `${account}/${path}`, {})).body.errors, [{ path: '/reason' }]);
    t.match((await call(method, `${account}/${path}`, { reason: 'x'.repeat(501) })).body.errors, [
      { path: '/reason' }
    ]);
    t.equal((await reader(method, `${account}/${path}`, { reason: 'mine' })).status, 403);
  }
  t.equal((await reader('DELETE', `${account}/suspension?reason=mine`)).status, 403);
  t.equal((await reader('PUT', '/v1/policies/gold', { maxDevices: 1 })).status, 403);
  t.equal((await reader('PUT', `${account}/policy`, { policy: 'default', reason: 'mine' })).status, 403);
  for (const path of ['/v1/policies/default', '/v1/audit-events', '/v1/capabilities', account])
    t.equal((await reader('GET', path)).status, 200);
});
