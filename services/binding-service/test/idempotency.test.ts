import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

onEachDatabase(
  'two requests with one Idempotency-Key make one thing and get one answer',
  async (t, database) => {
    const emulator = await startEmulator(t);
    const { call } = await startService(t, await database.createUrl(t), emulator.url);
    const { token } = await buyFilm(call, 'ada');
    const calls: readonly [string, object, object][] = [
      ['registrations', { drm: 'widevine' }, { drm: 'playready' }],
      [
        'entitlements',
        { contentId: 'film', kind: 'purchase' },
        { contentId: 'film', kind: 'purchase', startsAt: '2026-01-01T00:00:00Z' }
      ],
      ['tokens', token, { ...token, persistent: true }]
    ];

    for (const [things, body, otherBody] of calls) {
      const headers = { 'idempotency-key': `key of ${things}` };
      const path = `/v1/accounts/ada/${things}`;
      const upstream = emulator.calls.tokens.widevine;
      const first = await call('POST', path, body, headers);
      t.equal(first.status, 201, `${things}: ${first.text}`);
      const again = await call('POST', path, body, headers);
      t.equal(again.status, 201);
      t.equal(first.headers.get('idempotency-replayed'), null);
      t.equal(again.headers.get('idempotency-replayed'), 'true');
      t.strictSame(again.body, first.body, `${things}: the same answer`);
      t.ok(emulator.calls.tokens.widevine <= upstream + 1, 'no second upstream call');
      t.match((await call('POST', path, otherBody, headers)).body, { code: 'idempotency-key-reused' });
      t.match(
        (await call('POST', path.replace('ada', 'bob'), body, headers)).status,
        things === 'tokens' ? 404 : 201,
        'another account has keys of its own'
      );
    }
    t.equal((await call('GET', '/v1/accounts/ada/tokens')).body.items.length, 1);
  }
);

onEachDatabase('a request whose first attempt failed may succeed on retry', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const headers = { 'idempotency-key': 'once more' };
  const start = () => call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' }, headers);
  emulator.configure({ faults: [{ kind: 'refuse', code: -2018 }] });
  t.equal((await start()).status, 502);
  emulator.configure({ faults: [] });
  t.equal((await start()).status, 201);
});

onEachDatabase('no retry gets the token of an account that is suspended meanwhile', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const { token } = await buyFilm(call, 'ada');
  const headers = { 'idempotency-key': 'a token' };
  const issue = () => call('POST', '/v1/accounts/ada/tokens', token, headers);
  t.equal((await issue()).status, 201);
  await call('PUT', '/v1/accounts/ada/suspension', { reason: 'Fraud' });
  const refused = await issue();
  t.match(refused, { status: 403, body: { code: 'account-suspended' } });
  t.equal(refused.headers.get('idempotency-replayed'), null);
  await call('DELETE', '/v1/accounts/ada/suspension?reason=Paid');
  const again = await issue();
  t.match(again, { status: 201 });
  t.equal(again.headers.get('idempotency-replayed'), 'true');
});

onEachDatabase('members in another order are the same request', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const { token } = await buyFilm(call, 'ada');
  const headers = { 'idempotency-key': 'a token' };
  const first = await call('POST', '/v1/accounts/ada/tokens', token, headers);
  const reversed = Object.fromEntries(Object.entries(token).reverse());
  const again = await call('POST', '/v1/accounts/ada/tokens', reversed, headers);
  t.equal(again.body.tokenId, first.body.tokenId);
});

onEachDatabase(
  "browsers of an account have keys of their own, under a backend's rules",
  async (t, database) => {
    const emulator = await startEmulator(t);
    const origin = 'http://shop.example';
    const { call } = await startService(t, await database.createUrl(t), emulator.url, {
      PLAYER_ORIGINS: origin,
      COOKIE_SECRETS: 'a secret of at least 32 characters',
      COOKIE_MODE: 'development'
    });
    await buyFilm(call, 'ada');
    const cookies = new Map<string, string>();
    const browser = async (path: string, body?: object, key?: string) => {
      const answer = await call('POST', `/player${path}`, body, {
        origin,
        authorization: '',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(key !== undefined && { 'idempotency-key': key })
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      return answer;
    };
    const { code } = (await call('POST', '/v1/accounts/ada/player-sessions')).body;
    t.equal((await browser('/session', { code })).status, 201);
    const register = () => browser('/registrations', { drm: 'widevine' }, 'a registration');
    const started = await register();
    t.equal((await register()).body.registrationId, started.body.registrationId);
    await redeem(started.body.licenseUrl, newDeviceId());
    const { device } = (await browser(`/registrations/${started.body.registrationId}/complete`)).body;

    const wanted = { contentId: 'film', deviceId: device.deviceId };
    const backend = () => call('POST', '/v1/accounts/ada/tokens', wanted, { 'idempotency-key': 'a token' });
    const player = () => browser('/tokens', { contentId: 'film' }, 'a token');
    const [ofBackend, ofBrowser] = [await backend(), await player()];
    t.match([ofBackend.status, ofBrowser.status], [201, 201]);
    t.not(ofBackend.body.tokenId, ofBrowser.body.tokenId, 'the same key is another one for a browser');
    const upstream = emulator.calls.tokens.widevine;
    const again = await player();
    t.strictSame(again.body, ofBrowser.body);
    t.equal(again.headers.get('idempotency-replayed'), 'true');
    t.equal(emulator.calls.tokens.widevine, upstream, 'a stored answer costs no call to ExpressPlay');

    await call('DELETE', `/v1/accounts/ada/devices/${device.deviceId}`);
    for (const refused of [await player(), await backend()]) {
      t.match(refused.body, { code: 'device-removed' });
      t.equal(refused.headers.get('idempotency-replayed'), null);
    }
  }
);
