import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, film, newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

onEachDatabase('a rental ends by wall-clock time', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const tv = newDeviceId();
  await call('PUT', '/v1/contents/film', film);
  const { deviceId } = (await register(call, 'ada', tv)).body.device;
  const rent = (terms: object) =>
    call('POST', '/v1/accounts/ada/entitlements', {
      contentId: 'film',
      kind: 'rental',
      playDuration: 5,
      ...terms
    });
  const ask = () => call('POST', '/v1/accounts/ada/tokens', { contentId: 'film', deviceId });
  const stateOf = async ({ body }: Awaited<ReturnType<typeof rent>>) =>
    (await call('GET', `/v1/accounts/ada/entitlements/${body.entitlementId}`)).body;

  const unplayed = await rent({ startBy: inSeconds(2) });
  t.match(unplayed.body, { state: 'active', endsAt: unplayed.body.startBy });
  await sleep(Date.parse(unplayed.body.startBy) - Date.now() + 5);
  t.match(await stateOf(unplayed), { state: 'expired' });
  t.match((await ask()).body, { code: 'entitlement-expired' }, 'after startBy, unplayed');

  const later = await rent({ startsAt: inSeconds(3), startBy: inSeconds(10) });
  t.equal(later.body.state, 'not-started');
  const early = await ask();
  t.match(early.body, { status: 403, code: 'entitlement-not-started' }, 'before its start');
  t.equal(early.body.nextAllowedAt, later.body.startsAt);

  await sleep(Date.parse(later.body.startsAt) - Date.now() + 5);
  const token = await ask();
  t.equal(token.status, 201, 'running');
  const end = Date.parse(token.body.issuedAt) + 5000;
  t.equal(Date.parse(token.body.playableUntil), end);
  t.ok(token.body.expiresAt < token.body.playableUntil, 'its license has time left when the token expires');
  t.equal((await redeem(token.body.licenseUrl, tv, film.kid)).status, 200);
  t.match(await stateOf(later), { state: 'active', firstPlayedAt: token.body.issuedAt });
  const again = await ask();
  t.equal(again.body.playableUntil, token.body.playableUntil, 'a second token starts no second clock');

  await sleep(end - Date.now() + 5);
  t.match(await stateOf(later), { state: 'expired' });
  t.match((await ask()).body, { code: 'entitlement-expired' }, 'after playDuration');
  t.equal((await redeem(token.body.licenseUrl, tv, film.kid)).status, 403, 'and the token is over too');
});

t.test('rights that could never be used are refused, member by member', async t => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  await call('PUT', '/v1/contents/film', film);
  const rental = { kind: 'rental', startBy: inSeconds(3600), playDuration: 60 };
  const subscription = { kind: 'subscription', until: inSeconds(3600) };
  for (const [terms, path] of [
    [{ ...rental, startBy: inSeconds(-1) }, '/startBy'],
    [{ ...rental, playDuration: 0 }, '/playDuration'],
    [{ ...rental, playDuration: -1 }, '/playDuration'],
    [{ ...rental, playDuration: 1.5 }, '/playDuration'],
    [{ ...rental, playDuration: 315_360_001 }, '/playDuration'],
    [{ ...rental, startsAt: inSeconds(7200) }, '/startBy'],
    [{ ...rental, until: inSeconds(60) }, '/until'],
    [{ ...subscription, until: inSeconds(-1) }, '/until'],
    [{ ...subscription, startsAt: inSeconds(7200) }, '/until'],
    [{ ...subscription, until: 'tomorrow' }, '/until'],
    [{ kind: 'subscription' }, '/until'],
    [{ kind: 'purchase', playDuration: 60 }, '/playDuration'],
    [{ kind: 'purchase', offlineDevices: 0 }, '/offlineDevices'],
    [{ kind: 'purchase', orderId: ' ' }, '/orderId']
  ] as const) {
    const { status, body } = await call('POST', '/v1/accounts/ada/entitlements', {
      contentId: 'film',
      ...terms
    });
    const paths = body.errors?.map((error: { path: string }) => error.path);
    t.equal(status, 400, JSON.stringify(terms));
    t.ok(paths?.includes(path), `${path} is named`);
  }
  t.equal(
    (
      await call('POST', '/v1/accounts/ada/entitlements', {
        contentId: 'film',
        ...rental,
        playDuration: 315_360_000
      })
    ).status,
    201
  );
});

t.test('an order id is booked once, and for one content on one set of terms', async t => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  await call('PUT', '/v1/contents/film', film);
  await call('PUT', '/v1/contents/other', film);
  const order = { contentId: 'film', kind: 'purchase', orderId: 'order-1' };
  const book = (more: object = {}, account = 'ada') =>
    call('POST', `/v1/accounts/${account}/entitlements`, { ...order, ...more });
  const [first, ...rest] = await Promise.all([book(), book(), book()]);
  for (const { body } of rest) t.equal(body.entitlementId, first?.body.entitlementId);
  const reused = { status: 409, code: 'order-id-reused' };
  t.match((await book({ contentId: 'other' })).body, reused);
  t.match((await book({ kind: 'subscription', until: inSeconds(60) })).body, reused);
  t.not(
    (await book({}, 'bob')).body.entitlementId,
    first?.body.entitlementId,
    'another account has orders of its own'
  );
});

t.test(
  'offline use is for the devices that the right allows, and options for DRMs that have them',
  async t => {
    const emulator = await startEmulator(t);
    const { call } = await startService(t, 'sqlite::memory:', emulator.url);
    const { tracks, ...options } = {
      tracks: [{ kid: '5'.repeat(32), key: film.key, trackType: 'AUDIO' }],
      drmOptions: {
        widevine: { securityLevel: 3 },
        playready: { analogVideoOPL: 200, parameters: { prFlag: 'true' } }
      }
    };
    const stored = await call('PUT', '/v1/contents/film', { ...film, trackType: 'HD', tracks, ...options });
    t.match(stored.body, {
      ...options,
      trackType: 'HD',
      tracks: [{ kid: '5'.repeat(32), keyKind: 'clear' }]
    });
    t.notMatch(stored.text, film.key.value);
    t.match((await call('GET', '/v1/contents/film')).body, options);
    for (const [wrong, path] of [
      [{ drmOptions: { widevine: { securityLevel: 0 } } }, '/drmOptions/widevine/securityLevel'],
      [{ drmOptions: { widevine: { hdcpOutputControl: 6 } } }, '/drmOptions/widevine/hdcpOutputControl'],
      [{ drmOptions: { widevine: { wvExtension: ['wudo'] } } }, '/drmOptions/widevine/wvExtension/0'],
      [{ drmOptions: { playready: { analogVideoOPL: 1000 } } }, '/drmOptions/playready/analogVideoOPL'],
      [{ drmOptions: { playready: { securityLevel: 1 } } }, '/drmOptions/playready/securityLevel'],
      [{ drmOptions: { fairplay: { fpExtension: 'wudo,AAAA' } } }, '/drmOptions/fairplay/fpExtension'],
      [
        { drmOptions: { 'marlin-ms3': { ms3Extension: 'wudo,AAAA' } } },
        '/drmOptions/marlin-ms3/ms3Extension'
      ],
      [
        { drmOptions: { widevine: { parameters: { deviceid: 'x' } } } },
        '/drmOptions/widevine/parameters/deviceid'
      ],
      [{ kid: '^' }, '/kid'],
      [{ tracks: [{ kid: film.kid, key: film.key }] }, '/tracks/0/kid'],
      [{ tracks: Array(16).fill({ kid: '5'.repeat(32), key: film.key }) }, '/tracks'],
      [{ trackType: 'hd' }, '/trackType']
    ] as const) {
      const { status, body } = await call('PUT', '/v1/contents/film', { ...film, ...wrong });
      t.match({ status, path: body.errors?.[0].path }, { status: 400, path });
    }

    const bound = [await register(call, 'ada'), await register(call, 'ada')];
    const [tv, phone] = bound.map(({ body }) => body.device.deviceId);
    const account = '/v1/accounts/ada';
    const keep = (deviceId: string) =>
      call('POST', `${account}/tokens`, { contentId: 'film', deviceId, persistent: true });
    await call('POST', `${account}/entitlements`, { contentId: 'film', kind: 'purchase' });
    t.match((await keep(tv)).body, { code: 'offline-not-allowed' });
    await call('POST', `${account}/entitlements`, { contentId: 'film', kind: 'purchase', offlineDevices: 1 });
    const kept = await keep(tv);
    t.match(kept.body, { persistent: true });
    t.notOk('playableUntil' in kept.body, 'it plays without end');
    t.equal((await keep(tv)).status, 201, 'the same device again');
    t.match((await keep(phone)).body, { status: 403, code: 'offline-not-allowed' });
    const wrong = { contentId: 'film', deviceId: tv, options: { widevine: { securityLevel: 6 } } };
    t.match((await call('POST', `${account}/tokens`, wrong)).body, { code: 'validation' });
    const right = { ...wrong, options: { widevine: { securityLevel: 5 } } };
    t.equal((await call('POST', `${account}/tokens`, right)).status, 201);
  }
);

t.test('an iv is stored for every content and sent only to FairPlay', async t => {
  const emulator = await startEmulator(t, { parameters: 'strict' });
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  t.equal((await call('PUT', '/v1/contents/film', film)).body.iv, film.iv);
  await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
  for (const drm of ['widevine', 'playready', 'fairplay', 'marlin-ms3']) {
    const { body } = await register(call, 'ada', newDeviceId(), { drm });
    const ofDevice = { contentId: 'film', deviceId: body.device?.deviceId };
    const issued = await call('POST', '/v1/accounts/ada/tokens', ofDevice);
    t.equal(issued.status, 201, drm);
    await call('DELETE', `/v1/accounts/ada/devices/${ofDevice.deviceId}`);
  }
});

onEachDatabase(
  'an account gets no more tokens than its budget, and says how many it got',
  async (t, database) => {
    const emulator = await startEmulator(t);
    const { call } = await startService(t, await database.createUrl(t), emulator.url, {
      // One of them is for the registration of the device.
      TOKEN_BUDGET: '3/3600'
    });
    const { token } = await buyFilm(call, 'ada');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call('POST', '/v1/accounts/ada/tokens', token))
    );
    t.strictSame(answers.map(({ status }) => status).sort(), [201, 201, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    t.match(refused?.body, { code: 'token-budget-exhausted', retryable: true });
    t.ok(Number(refused?.headers.get('retry-after')) > 0);
    t.strictSame((await call('GET', '/v1/accounts/ada')).body.tokenBudget, {
      max: 3,
      windowSeconds: 3600,
      used: 3
    });
  }
);
