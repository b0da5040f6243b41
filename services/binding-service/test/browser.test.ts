import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { film, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

t.setTimeout(120_000);

/** A server of empty pages: what a page does, the test says. Gives its origin. */
async function startPages(t: Test): Promise<string> {
  const server = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>shop</title>');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A page in a profile of its own: no cookie of another one is there. */
async function openProfile(browser: Browser, origin: string, player: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  return {
    cookies: () => context.cookies(),
    scriptCookies: () => page.evaluate('document.cookie'),
    call: (method: string, path: string, body?: object) => callFromPage(page, method, player + path, body),
    redeem: (url: string, deviceId: string) => redeemFromPage(page, url, deviceId)
  };
}

/** As a page calls: with its cookies and nothing else; `status` 0 when the browser lets it see no answer. */
function callFromPage(page: Page, method: string, url: string, body?: object) {
  return page.evaluate(
    async ({ method, url, body }) => {
      try {
        const response = await fetch(url, {
          method,
          credentials: 'include',
          ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
        });
        const text = await response.text();
        return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
      } catch {
        return { status: 0, body: undefined };
      }
    },
    { method, url, body }
  );
}

function redeemFromPage(page: Page, url: string, deviceId: string) {
  return page.evaluate(
    async ({ url, deviceId }) => {
      const headers = { 'content-type': 'application/json', 'x-emulated-device-id': deviceId };
      const body = JSON.stringify({ kids: [], type: 'temporary' });
      return (await fetch(url, { method: 'POST', headers, body })).status;
    },
    { url, deviceId }
  );
}

t.test(
  'a browser registers and plays with cookies alone, and another profile does not',
  { skip: reasonToSkip(t) },
  async t => {
    const [shop, elsewhere] = [await startPages(t), await startPages(t)];
    const emulator = await startEmulator(t);
    const { url, call } = await startService(t, 'sqlite::memory:', emulator.url, {
      COOKIE_SECRETS: 'a cookie secret for this test alone',
      PLAYER_ORIGINS: shop,
      PLAYER_COOKIES: 'development'
    });
    await call('PUT', '/v1/contents/film', film);
    await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
    const newCode = async () => (await call('POST', '/v1/accounts/ada/player-sessions')).body.code as string;
    const browser = await startChromium(t);
    const player = `${url}/player`;
    const device = newDeviceId();

    const first = await openProfile(browser, shop, player);
    t.match(await first.call('GET', '/devices'), { status: 401, body: { code: 'player-session-ended' } });
    t.equal((await first.call('POST', '/session', { code: await newCode() })).status, 201);
    const started = await first.call('POST', '/registrations', {
      drm: 'widevine',
      device: { name: 'Chromium' }
    });
    t.equal(started.status, 201);
    t.equal(await first.redeem(started.body.licenseUrl, device), 200);
    const completed = await first.call('POST', `/registrations/${started.body.registrationId}/complete`);
    t.match(completed, { status: 200, body: { state: 'bound', device: { class: 'browser' } } });
    const token = await first.call('POST', '/tokens', { contentId: 'film' });
    t.match(token, {
      status: 201,
      body: { deviceId: completed.body.device.deviceId, binding: 'unverified' }
    });
    t.equal(await first.redeem(token.body.licenseUrl, device), 200);
    t.match(await first.cookies(), [
      { name: 'epb_session', httpOnly: true, sameSite: 'Lax' },
      { name: 'epb_registration', httpOnly: true, sameSite: 'Lax' }
    ]);
    t.equal(await first.scriptCookies(), '', 'no script sees a cookie');

    const second = await openProfile(browser, shop, player);
    t.match(
      await second.call('POST', '/tokens', { contentId: 'film' }),
      { status: 401 },
      'without a session'
    );
    t.equal((await second.call('POST', '/session', { code: await newCode() })).status, 201);
    t.match(
      await second.call('POST', '/tokens', { contentId: 'film' }),
      { status: 409, body: { code: 'device-not-bound' } },
      'with a session of the same account it is another device'
    );
    t.equal(
      await second.redeem(token.body.licenseUrl, newDeviceId()),
      403,
      'the first one’s token is no use to it'
    );

    const foreign = await openProfile(browser, elsewhere, player);
    t.equal(
      (await foreign.call('POST', '/session', { code: await newCode() })).status,
      0,
      'a page from elsewhere'
    );
    t.strictSame(await foreign.cookies(), []);

    t.equal((await first.call('DELETE', '/session')).status, 204);
    t.equal((await first.call('GET', '/devices')).status, 401);
    await first.call('POST', '/session', { code: await newCode() });
    t.equal(
      (await first.call('POST', '/tokens', { contentId: 'film' })).status,
      201,
      'it is known again after it signed in'
    );
  }
);
