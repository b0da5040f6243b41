import t from 'tap';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, deviceB, film, filmKey, startStack } from './support/stack.ts';

t.test('a purchase plays on the registered device and on no other', async t => {
  const { app, emulator } = await startStack(t);
  const call = callerOf(app);

  const stored = await call('PUT', '/v1/contents/film-1', film);
  t.equal(stored.status, 201);
  t.notOk(JSON.stringify(stored.body).includes(filmKey), 'keys never come back out');

  const started = await call('POST', '/v1/accounts/ada/registrations', {
    drm: 'widevine',
    device: { name: 'TV', class: 'tv' }
  });
  t.equal(started.status, 201, JSON.stringify(started.body));
  const path = `/v1/registrations/${started.body.registrationId}`;
  t.equal(started.headers.location, path);
  t.match(started.body, { state: 'pending', cookie: /^[\w-]{32}$/, dummyContent: { kid: '1'.repeat(32) } });

  const pending = await call('POST', `${path}/complete`);
  t.equal(pending.status, 202);
  t.equal(pending.headers['retry-after'], '2');

  t.equal((await redeem(started.body.licenseUrl, deviceA)).status, 200);
  const bound = await call('POST', `${path}/complete`);
  t.equal(bound.status, 200);
  t.match(bound.body, { state: 'bound', device: { bindings: [{ drm: 'widevine', drmDeviceId: deviceA }] } });
  const { deviceId } = bound.body.device;

  const refused = await call('POST', '/v1/accounts/ada/tokens', { contentId: 'film-1', deviceId });
  t.equal(refused.status, 403);
  t.equal(refused.body.code, 'not-entitled');

  const bought = await call('POST', '/v1/accounts/ada/entitlements', {
    contentId: 'film-1',
    kind: 'purchase'
  });
  t.equal(bought.status, 201);

  const before = emulator.calls;
  const token = await call('POST', '/v1/accounts/ada/tokens', { contentId: 'film-1', deviceId });
  t.equal(token.status, 201);
  t.equal(token.body.binding, 'unverified');
  t.same(
    { tokens: emulator.calls.tokens.widevine - before.tokens.widevine, records: emulator.calls.records },
    { tokens: 1, records: before.records },
    'exactly one upstream call'
  );

  const license = await redeem(token.body.licenseUrl, deviceA, [film.kid]);
  t.equal(license.status, 200);
  t.equal(JSON.parse(license.text).keys[0].k, Buffer.from(filmKey, 'hex').toString('base64url'));
  t.equal((await redeem(token.body.licenseUrl, deviceB, [film.kid])).status, 403);
});
