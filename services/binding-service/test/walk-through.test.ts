import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { film, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

onEachDatabase('a purchase plays on the registered device and on no other', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const [tv, stranger] = [newDeviceId(), newDeviceId()];

  const stored = await call('PUT', '/v1/contents/film', film);
  t.equal(stored.status, 201);
  t.notMatch(stored.text, film.key.value, 'a key never comes back out');
  t.equal((await call('PUT', '/v1/contents/film', film)).status, 200, 'storing it again replaces it');
  t.match((await call('GET', '/v1/contents/film')).body, { kid: film.kid, keyKind: 'clear' });

  const started = await call('POST', '/v1/accounts/ada/registrations', {
    drm: 'widevine',
    device: { name: 'TV', class: 'tv' }
  });
  const path = `/v1/registrations/${started.body.registrationId}`;
  t.equal(started.status, 201);
  t.equal(started.headers.get('location'), path);
  t.match(started.body, { state: 'pending', cookie: /^[\w-]{32}$/, dummyContent: { kid: '1'.repeat(32) } });
  t.match((await call('GET', path)).body, { state: 'pending' });

  const pending = await call('POST', `${path}/complete`);
  t.equal(pending.status, 202);
  t.equal(pending.headers.get('retry-after'), '2');

  t.equal((await redeem(started.body.licenseUrl, tv)).status, 200);
  const bound = await call('POST', `${path}/complete`);
  t.equal(bound.status, 200);
  t.match(bound.body, { state: 'bound', device: { name: 'TV', class: 'tv', state: 'active' } });
  t.match(bound.body.device.bindings, [{ drm: 'widevine', drmDeviceId: tv }]);
  t.match((await call('GET', path)).body, { state: 'bound', device: { deviceId: /^dev_/ } });

  const { deviceId } = bound.body.device;
  const request = { contentId: 'film', deviceId };
  t.match((await call('POST', '/v1/accounts/ada/tokens', request)).body, {
    status: 403,
    code: 'not-entitled'
  });

  const bought = await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
  t.equal(bought.status, 201);
  t.match(bought.body, { entitlementId: /^ent_/, state: 'active', kind: 'purchase' });

  const before = emulator.calls;
  const token = await call('POST', '/v1/accounts/ada/tokens', request);
  t.equal(token.status, 201);
  t.match(token.body, { tokenId: /^tok_/, binding: 'unverified', drm: 'widevine', persistent: false });
  const widevine = before.tokens.widevine + 1;
  t.strictSame(
    emulator.calls,
    { ...before, tokens: { ...before.tokens, widevine } },
    'a bound token costs exactly one upstream call'
  );

  t.strictSame(await redeem(token.body.licenseUrl, tv, film.kid), { status: 200, key: film.key.value });
  t.equal((await redeem(token.body.licenseUrl, stranger, film.kid)).status, 403);

  const listed = await call('GET', '/v1/accounts/ada/tokens');
  t.match(listed.body.items, [{ tokenId: token.body.tokenId, deviceId }]);
  t.notMatch(listed.text, 'ExpressPlayToken', 'a token is handed out once');
  t.match((await call('GET', '/v1/accounts/ada')).body.slots, {
    total: 3,
    used: 1,
    free: 2,
    byClass: { tv: 1 }
  });
});

onEachDatabase('what staff may do with devices and entitlements', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  await call('PUT', '/v1/contents/film', film);
  const started = await call('POST', '/v1/accounts/ada/registrations', { drm: 'playready' });
  const drmDeviceId = newDeviceId();
  await redeem(started.body.licenseUrl, drmDeviceId);
  const { body } = await call('POST', `/v1/registrations/${started.body.registrationId}/complete`);
  const path = `/v1/accounts/ada/devices/${body.device.deviceId}`;

  t.match((await call('PATCH', path, { name: 'Den' })).body, { name: 'Den' });
  t.match((await call('GET', path)).body, { name: 'Den', class: 'other' });
  t.match((await call('GET', '/v1/accounts/ada/devices')).body.items, [{ deviceId: body.device.deviceId }]);
  const removed = await call('DELETE', path);
  t.equal(removed.status, 200);
  t.match(removed.body, { state: 'removed', removedAt: /Z$/ });
  t.match((await call('PATCH', path, { name: 'Attic' })).body, { status: 409, code: 'device-removed' });

  const bought = await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
  const right = `/v1/accounts/ada/entitlements/${bought.body.entitlementId}`;
  t.strictSame((await call('GET', right)).body, bought.body);
  t.match((await call('DELETE', right)).body, { state: 'revoked', revokedAt: /Z$/ });
  t.match((await call('GET', '/v1/accounts/ada/entitlements')).body.items, [{ state: 'revoked' }]);

  const other = await call('POST', '/v1/accounts/ada/registrations', { drm: 'fairplay' });
  const cancelled = await call('DELETE', `/v1/registrations/${other.body.registrationId}`);
  t.equal(cancelled.status, 204);
  t.equal(cancelled.text, '');
  t.match((await call('GET', `/v1/registrations/${other.body.registrationId}`)).body, {
    state: 'cancelled',
    problem: { code: 'registration-cancelled' }
  });

  t.equal((await call('DELETE', '/v1/contents/film')).status, 204);
  t.equal((await call('GET', '/v1/contents/film')).status, 404);
});
