import { createBinding } from '@expressplay-binding/binding-core';
import Fastify from 'fastify';
import t, { type Test } from 'tap';
import { type BrowserCookieMode, fastifyBindingServerOptions, playerRoutes } from '../src/index.ts';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, film, startStack } from './support/stack.ts';

const origin = 'https://shop.example';
const cookieSecrets = ['the first of the secrets, which signs'.padEnd(40, '.')];

/** The server's API and the browsers' one, on the same rules. */
async function startPlayer(t: Test, options: { mode?: BrowserCookieMode; secrets?: readonly string[] } = {}) {
  const stack = await startStack(t);
  const server = callerOf(stack.app);
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  const { mode = 'same-site', secrets = cookieSecrets } = options;
  await app.register(playerRoutes, {
    prefix: '/player',
    binding: stack.binding,
    cookieSecrets: secrets,
    origins: [origin],
    cookieMode: mode
  });
  await server('PUT', '/v1/contents/film', film);
  await server('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
  const codeFor = async (accountId: string): Promise<string> =>
    (await server('POST', `/v1/accounts/${accountId}/player-sessions`)).body.code;
  return { ...stack, server, app, codeFor, browser: () => new Browser(app) };
}

/** Keeps cookies as a browser does, and sends the origin of its page. */
class Browser {
  readonly #app: Awaited<ReturnType<typeof Fastify>>;
  cookies = new Map<string, string>();
  setCookies: readonly string[] = [];

  constructor(app: Awaited<ReturnType<typeof Fastify>>) {
    this.#app = app;
  }

  async call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    more: Record<string, string> = {}
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.inject({
      method,
      url: `/player${url}`,
      headers: { origin, ...(cookie && { cookie }), ...more },
      ...(payload && { payload })
    });
    this.setCookies = [response.headers['set-cookie'] ?? []].flat();
    for (const { name, value, maxAge } of response.cookies)
      if (maxAge === 0 || value === '') this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    return {
      status: response.statusCode,
      body: response.body === '' ? undefined : response.json(),
      headers: response.headers
    };
  }
}

/** Registers the browser as a device of its account. */
async function register(browser: Browser, drmDeviceId = deviceA) {
  const started = await browser.call('POST', '/registrations', { drm: 'widevine', device: { name: 'Tab' } });
  await redeem(started.body.licenseUrl, drmDeviceId);
  return browser.call('POST', `/registrations/${started.body.registrationId}/complete`);
}

t.test('a browser signs in, registers and gets tokens with only its cookies', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const tab = browser();
  const session = await tab.call('POST', '/session', { code: await codeFor('ada') });
  t.equal(session.status, 201);
  t.match(session.body, { accountId: 'ada', expiresAt: /Z$/ });
  t.match(tab.setCookies, [/^__Host-epb_session=.+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/]);
  t.match((await tab.call('POST', '/tokens', { contentId: 'film' })).body, { code: 'device-not-bound' });

  const pending = await tab.call('POST', '/registrations', { drm: 'widevine' });
  t.match(tab.setCookies, [/^__Host-epb_registration=.+; Max-Age=34560000; Path=\/; HttpOnly; Secure/]);
  t.equal(pending.headers.location, `/player/registrations/${pending.body.registrationId}`);
  const path = `/registrations/${pending.body.registrationId}`;
  t.match((await tab.call('POST', `${path}/complete`)).status, 202);
  t.match((await tab.call('POST', '/tokens', { contentId: 'film' })).body, { code: 'device-not-bound' });
  await redeem(pending.body.licenseUrl, deviceA);
  t.match((await tab.call('POST', `${path}/complete`)).body, {
    state: 'bound',
    device: { class: 'browser' }
  });
  t.match((await tab.call('GET', path)).body, { state: 'bound' });
  t.match((await tab.call('GET', '/devices')).body.items, [{ class: 'browser' }]);

  const token = await tab.call('POST', '/tokens', { contentId: 'film' });
  t.equal(token.status, 201);
  t.match(token.body, { accountId: 'ada', binding: 'unverified', drm: 'widevine' });
  t.equal((await redeem(token.body.licenseUrl, deviceA, [film.kid])).status, 200);
  t.equal((await redeem(token.body.licenseUrl, 'b'.repeat(32), [film.kid])).status, 403);
  t.equal(token.headers['cache-control'], 'no-store');
});

t.test(
  'a browser checks whether tokens of other devices are refused to it, and completes only its own checks',
  async t => {
    const { codeFor, browser } = await startPlayer(t);
    const [tab, other] = [browser(), browser()];
    for (const [one, account, drmDeviceId] of [
      [tab, 'ada', deviceA],
      [other, 'eve', 'e'.repeat(32)]
    ] as const) {
      await one.call('POST', '/session', { code: await codeFor(account) });
      await register(one, drmDeviceId);
    }
    const started = await tab.call('POST', '/binding-checks', {});
    t.match(started, { status: 201, body: { accountId: 'ada', drm: 'widevine', state: 'pending' } });
    t.equal((await redeem(started.body.licenseUrl, deviceA)).status, 403);
    const path = `/binding-checks/${started.body.checkId}/complete`;
    t.match(await other.call('POST', path, { refused: false }), { status: 404, body: { code: 'not-found' } });
    t.match((await tab.call('POST', path, { refused: true })).body, { state: 'enforced' });
    t.match((await tab.call('POST', '/tokens', { contentId: 'film' })).body, { binding: 'enforced' });
  }
);

t.test('a browser whose DRM has a new id proves by its cookie that it keeps its slot', async t => {
  const { codeFor, browser, server } = await startPlayer(t);
  await server('PUT', '/v1/policies/default', { maxDevices: 1 });
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  const { deviceId } = (await register(tab)).body.device;
  const idOf = (digit: number) => String(digit).repeat(32);
  const key = { 'idempotency-key': 'first' };
  const started = await tab.call('POST', '/registrations', { drm: 'widevine' }, key);
  t.equal(
    (await tab.call('POST', '/tokens', { contentId: 'film' })).body.deviceId,
    deviceId,
    'until then it is the device that it was'
  );
  const again = await tab.call('POST', '/registrations', { drm: 'widevine' }, key);
  t.equal(again.body.registrationId, started.body.registrationId, 'a retry starts nothing new');
  await redeem(started.body.licenseUrl, idOf(1));
  const rebound = await tab.call('POST', `/registrations/${started.body.registrationId}/complete`);
  t.match(rebound.body.device, { deviceId, bindings: [{ drmDeviceId: idOf(1) }] });
  const token = await tab.call('POST', '/tokens', { contentId: 'film' });
  t.equal((await redeem(token.body.licenseUrl, idOf(1), [film.kid])).status, 200);
  t.equal((await register(tab, idOf(2))).body.device.deviceId, deviceId);
  t.match((await register(tab, idOf(3))).body, { code: 'swap-not-allowed-yet', nextAllowedAt: /Z$/ });
  t.match((await tab.call('GET', '/device')).body, { deviceId, bindings: [{ drmDeviceId: idOf(2) }] });

  const other = browser();
  await other.call('POST', '/session', { code: await codeFor('ada') });
  t.match(
    (await register(other, idOf(4))).body,
    { code: 'device-limit-reached' },
    'another browser of the account has no such proof'
  );
});

t.test('no page chooses its own class: it comes from the session that the server opened', async t => {
  const { codeFor, browser, server } = await startPlayer(t);
  await server('PUT', '/v1/policies/default', { maxDevices: 1, uncountedClasses: ['console'] });
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  const claimed = { drm: 'widevine', device: { class: 'console' } };
  t.match(await tab.call('POST', '/registrations', claimed), { status: 400, body: { code: 'validation' } });
  t.match((await register(tab)).body, { device: { class: 'browser' } });

  const opened = await server('POST', '/v1/accounts/ada/player-sessions?deviceClass=tv');
  const tv = browser();
  await tv.call('POST', '/session', { code: opened.body.code });
  t.match((await register(tv, 'b'.repeat(32))).body, { code: 'device-limit-reached' });
  await server('PUT', '/v1/policies/default', { maxDevices: 2 });
  t.match((await register(tv, 'b'.repeat(32))).body, { device: { class: 'tv' } });

  for (const query of ['deviceClass=toaster', 'class=tv'])
    t.equal((await server('POST', `/v1/accounts/ada/player-sessions?${query}`)).status, 400, query);
});

t.test('customers rename and remove their devices, under the rules of their policy', async t => {
  const { codeFor, browser, server } = await startPlayer(t);
  const once = { count: 'removals', max: 1, windowSeconds: 3600 };
  await server('PUT', '/v1/policies/default', { maxDevices: 2, swaps: once });
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  t.match((await tab.call('GET', '/device')).body, { status: 409, code: 'device-not-bound' });
  const { deviceId } = (await register(tab)).body.device;
  const other = browser();
  await other.call('POST', '/session', { code: await codeFor('ada') });
  const { device } = (await register(other, 'b'.repeat(32))).body;

  const renamed = await tab.call('PATCH', `/devices/${deviceId}`, { name: 'Kitchen' });
  t.match(renamed, { status: 200, body: { deviceId, name: 'Kitchen' } });
  t.match((await tab.call('GET', '/device')).body, { deviceId, name: 'Kitchen', state: 'active' });
  const path = `/devices/${device.deviceId}`;
  t.match((await tab.call('DELETE', `${path}?dryRun=true`)).body, { allowed: true, counted: true });
  t.equal(
    (await tab.call('DELETE', `${path}?dryrun=true`)).status,
    400,
    'a misspelled dryRun removes nothing'
  );
  t.equal((await tab.call('DELETE', `${path}?override=true&reason=me`)).status, 400);
  t.match(await tab.call('DELETE', path), { status: 200, body: { state: 'removed', removedAs: 'customer' } });
  t.match((await other.call('GET', '/device')).body, { state: 'removed' });
  t.match((await tab.call('DELETE', `/devices/${deviceId}`)).body, {
    code: 'swap-not-allowed-yet',
    nextAllowedAt: /Z$/
  });

  const bob = browser();
  await bob.call('POST', '/session', { code: await codeFor('bob') });
  for (const [method, body] of [
    ['PATCH', { name: 'Mine' }],
    ['DELETE', undefined]
  ] as const)
    t.match((await bob.call(method, `/devices/${deviceId}`, body)).body, { code: 'not-found' }, method);
});

t.test('a session sees neither registrations nor devices of another account', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const ada = browser();
  await ada.call('POST', '/session', { code: await codeFor('ada') });
  const { body } = await register(ada);
  const bob = browser();
  await bob.call('POST', '/session', { code: await codeFor('bob') });
  const path = `/registrations/${body.registrationId}`;
  t.match((await bob.call('GET', path)).body, { status: 404, code: 'not-found' });
  t.match((await bob.call('POST', `${path}/complete`)).body, { status: 404, code: 'not-found' });
  t.strictSame((await bob.call('GET', '/devices')).body.items, []);

  bob.cookies.set('__Host-epb_registration', ada.cookies.get('__Host-epb_registration')!);
  t.match((await bob.call('POST', '/tokens', { contentId: 'film' })).body, { code: 'device-not-bound' });
  const second = browser();
  await second.call('POST', '/session', { code: await codeFor('ada') });
  t.match(
    (await second.call('POST', '/tokens', { contentId: 'film' })).body,
    { status: 409, code: 'device-not-bound' },
    'nor is another browser of the account that device'
  );
});

t.test('a code is valid once and only until it expires', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const code = await codeFor('ada');
  t.equal((await browser().call('POST', '/session', { code })).status, 201);
  const invalid = { status: 401, code: 'player-code-invalid' };
  t.match((await browser().call('POST', '/session', { code })).body, invalid, 'replayed');
  t.match((await browser().call('POST', '/session', { code: 'guessed' })).body, invalid);
  const twice = await codeFor('ada');
  const both = await Promise.all([1, 2].map(() => browser().call('POST', '/session', { code: twice })));
  t.strictSame(both.map(answer => answer.status).sort(), [201, 401], 'also when two come at once');
});

t.test('a code and a session end when they expire', async t => {
  const { codeFor, browser, storage } = await startPlayer(t);
  const code = await codeFor('ada');
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });

  const later = async (seconds: number) => {
    const binding = createBinding({
      store: storage.store,
      licenses: { requestToken: () => Promise.reject(), findRedemptions: async () => [] },
      clock: () => Date.now() + seconds * 1000,
      settings: { dummyContent: { kid: '1'.repeat(32), key: { kind: 'clear', value: '2'.repeat(32) } } }
    });
    const app = Fastify(fastifyBindingServerOptions);
    t.teardown(() => app.close());
    await app.register(playerRoutes, { prefix: '/player', binding, cookieSecrets, origins: [origin] });
    const same = new Browser(app);
    same.cookies = new Map(tab.cookies);
    return same;
  };
  t.match((await (await later(61)).call('POST', '/session', { code })).body, { code: 'player-code-invalid' });
  t.equal((await (await later(3500)).call('GET', '/devices')).status, 200);
  t.match((await (await later(3601)).call('GET', '/devices')).body, { code: 'player-session-ended' });
});

t.test('signing out ends the session also for copies of its cookie', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  const copied = browser();
  copied.cookies = new Map(tab.cookies);
  t.equal((await copied.call('GET', '/devices')).status, 200);
  t.equal((await tab.call('DELETE', '/session')).status, 204);
  t.equal(tab.cookies.size, 0);
  const ended = { status: 401, code: 'player-session-ended' };
  t.match((await copied.call('GET', '/devices')).body, ended);
  t.match((await tab.call('GET', '/devices')).body, ended);
  t.equal((await tab.call('DELETE', '/session')).status, 204, 'again changes nothing');
});

t.test('a changed cookie is not accepted', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  await register(tab);
  const good = new Map(tab.cookies);
  const [session, registration] = ['__Host-epb_session', '__Host-epb_registration'];
  const other = Buffer.from(JSON.stringify(['epb_session', 'bob', 'ses_1'])).toString('base64url');
  for (const value of [
    `x${good.get(session)}`,
    good.get(session)!.slice(0, -1),
    good.get(session)!.split('.')[0]!,
    `${other}.${decodeURIComponent(good.get(session)!).split('.')[1]}`,
    good.get(registration)!,
    '',
    '%00'
  ]) {
    tab.cookies = new Map([[session, value]]);
    t.match(
      (await tab.call('GET', '/devices')).body,
      { code: 'player-session-ended' },
      JSON.stringify(value)
    );
  }
  tab.cookies = new Map([
    [session, good.get(session)!],
    [registration, good.get(session)!]
  ]);
  t.match(
    (await tab.call('POST', '/tokens', { contentId: 'film' })).body,
    { code: 'device-not-bound' },
    'one cookie cannot stand for another'
  );
});

t.test('a page of another origin can neither change nor read anything', async t => {
  const { codeFor, browser } = await startPlayer(t);
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  const refused = { status: 403, code: 'origin-not-allowed' };
  for (const foreign of [
    'https://evil.example',
    'null',
    'https://shop.example.evil.example',
    'http://shop.example'
  ])
    for (const [method, url] of [
      ['POST', '/session'],
      ['DELETE', '/session'],
      ['POST', '/registrations'],
      ['POST', '/tokens']
    ] as const) {
      const answer = await tab.call(method, url, {}, { origin: foreign });
      t.match(answer.body, refused, `${method} ${url} from ${foreign}`);
      t.notOk(answer.headers['access-control-allow-origin'] === foreign);
    }
  const read = await tab.call('GET', '/devices', undefined, { origin: 'https://evil.example' });
  t.notOk(read.headers['access-control-allow-origin'], 'the browser keeps the answer from the page');
  t.equal((await tab.call('GET', '/devices')).headers['access-control-allow-origin'], origin);
});

t.test('a preflight allows only the pages of the operator', async t => {
  const { app } = await startPlayer(t);
  const preflight = (from: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/player/tokens',
      headers: { origin: from, 'access-control-request-method': 'POST' }
    });
  const allowed = await preflight(origin);
  t.equal(allowed.statusCode, 204);
  t.match(allowed.headers, {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type, idempotency-key'
  });
  t.notOk((await preflight('https://evil.example')).headers['access-control-allow-origin']);
});

t.test('a cookie that an old secret signed is accepted and signed again with the new one', async t => {
  const [older, newer] = ['o'.repeat(32), 'n'.repeat(32)];
  const { codeFor, browser, binding } = await startPlayer(t, { secrets: [older] });
  const tab = browser();
  await tab.call('POST', '/session', { code: await codeFor('ada') });
  const rotated = Fastify(fastifyBindingServerOptions);
  t.teardown(() => rotated.close());
  const options = { prefix: '/player', binding, origins: [origin] };
  await rotated.register(playerRoutes, { ...options, cookieSecrets: [newer, older] });
  const later = new Browser(rotated);
  later.cookies = new Map(tab.cookies);
  t.equal((await later.call('GET', '/devices')).status, 200);
  t.match(later.setCookies, [/^__Host-epb_session=/], 'it is signed anew');
  const [, maxAge] = /Max-Age=(\d+)/.exec(later.setCookies[0] ?? '') ?? [];
  t.ok(Number(maxAge) > 3500 && Number(maxAge) <= 3600, `and ends with its session: ${maxAge}`);
  t.equal((await later.call('GET', '/devices')).status, 200);
  t.strictSame(later.setCookies, [], 'once');
});

t.test('each cookie mode sets its own attributes', async t => {
  for (const [mode, pattern] of [
    ['cross-site', /^__Host-epb_session=.+; HttpOnly; Secure; Partitioned; SameSite=None$/],
    ['development', /^epb_session=[^;]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/]
  ] as const) {
    const { codeFor, browser } = await startPlayer(t, { mode });
    const tab = browser();
    await tab.call('POST', '/session', { code: await codeFor('ada') });
    t.match(tab.setCookies, [pattern]);
  }
});

t.test('wrong options stop the start with one sentence', async t => {
  const { binding } = await startStack(t);
  const start = async (options: object) => {
    const app = Fastify();
    await app.register(playerRoutes, { binding, cookieSecrets, origins: [origin], ...options });
  };
  await t.rejects(start({ cookieSecrets: [] }), /at least 32 characters/);
  await t.rejects(start({ cookieSecrets: ['short'] }), /at least 32 characters/);
  await t.rejects(start({ origins: ['https://shop.example/'] }), /without a path/);
  await t.rejects(start({ origins: ['*'] }), /without a path/);
});
