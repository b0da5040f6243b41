import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { freePort } from '../../../scripts/free-port.mjs';
import { startConsole } from './support/console.ts';

t.setTimeout(300_000);

const skip = reasonToSkip(t);
if (skip) {
  t.comment(skip);
  process.exit(0);
}
const browser = await startChromium(t);
const roles = JSON.stringify({ support: 'read', lead: 'all' });
const clientSecret = 'the secret of the console at its provider';

/** A real OpenID Connect provider: who signs in is called as they type, and the part behind the dot is their role. */
async function startProvider(t: Test, redirectUri: string, clientId = 'console') {
  const port = await freePort(0);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri.replace('callback', '')]
      }
    ],
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    findAccount: async (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, name: `Person ${sub}`, roles: [String(sub.split('.')[1])] })
    })
  });
  const server = createServer(provider.callback()).listen(port, '127.0.0.1');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return issuer;
}

async function startWithProvider(t: Test) {
  const port = String(await freePort(0));
  const origin = `http://127.0.0.1:${port}`;
  const issuer = await startProvider(t, `${origin}/console/callback`);
  const service = await startConsole(t, `sqlite:${t.testdir()}/binding.db`, {
    PORT: port,
    CONSOLE_ORIGIN: origin,
    CONSOLE_OIDC_ISSUER: issuer,
    CONSOLE_OIDC_CLIENT_ID: 'console',
    CONSOLE_OIDC_CLIENT_SECRET: clientSecret,
    CONSOLE_ROLES: roles
  });
  return { ...service, issuer, origin, address: `${origin}/console/` };
}

async function newPage(t: Test, browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext();
  t.teardown(() => context.close());
  return { page: await context.newPage(), context };
}

async function signInAs(page: Page, address: string, who: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await page.locator('[name=login]').fill(who);
  await page.locator('[name=password]').fill('any');
  await page.locator('[type=submit]').click();
  await page.getByText('Authorize').or(page.locator('[type=submit]')).first().waitFor();
  await page.locator('[type=submit]').click();
}

t.test('a person signs in at the provider, and is the actor of what they do', async t => {
  const { address, call } = await startWithProvider(t);
  const { page } = await newPage(t, browser);
  await signInAs(page, address, 'ada.lead');
  await page.getByText('Person ada.lead').waitFor();
  await page.goto(`${address}accounts/grace`);
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Ticket 1');
  await page.getByRole('button', { name: 'Confirm suspension' }).click();
  await page.getByText('Suspended since').waitFor();
  const { body } = await call('GET', '/v1/audit-events?accountId=grace&action=account.suspended');
  t.match(body.items, [{ actor: 'staff:ada.lead (Person ada.lead)', reason: 'Ticket 1' }]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/session\/end/);
});

t.test('a role decides what a person may do, and nobody without a role gets in', async t => {
  const { address } = await startWithProvider(t);
  const reader = await newPage(t, browser);
  await signInAs(reader.page, address, 'grace.support');
  await reader.page.getByText('read only').waitFor();

  const stranger = await newPage(t, browser);
  await signInAs(stranger.page, address, 'eve.nobody');
  await stranger.page.getByText('Your account has no role for this console.').waitFor();
  t.notOk((await stranger.context.cookies(address)).some(({ name }) => name === 'binding-console'));
});

t.test('an answer of the provider is refused when this browser did not ask for it', async t => {
  const { address, origin } = await startWithProvider(t);
  const { page, context } = await newPage(t, browser);
  const answers: string[] = [];
  page.on('request', request => {
    if (request.url().startsWith(`${address}callback`)) answers.push(request.url());
  });
  await signInAs(page, address, 'ada.lead');
  await page.getByText('Person ada.lead').waitFor();
  const used = new URL(String(answers[0]));
  const refused = (page: Page) => page.getByText('The sign-in was refused').waitFor();

  t.test('a code that was used', async t => {
    const second = await newPage(t, browser);
    const cookies = await context.cookies(origin);
    await second.context.addCookies(cookies.filter(({ name }) => name === 'binding-console-sign-in'));
    await second.page.goto(used.href);
    await refused(second.page);
  });

  t.test('a state of somebody else', async t => {
    const second = await newPage(t, browser);
    await second.page.goto(address);
    await second.page.getByRole('link', { name: 'Sign in with your organisation' }).click();
    await second.page.locator('[name=login]').waitFor();
    await second.page.goto(used.href);
    await refused(second.page);
    t.notOk((await second.context.cookies(origin)).some(({ name }) => name === 'binding-console'));
  });

  t.test('no state at all', async t => {
    const second = await newPage(t, browser);
    await second.page.goto(`${address}callback?code=forged`);
    await refused(second.page);
  });
});

/** A provider that signs what it likes: `lie` changes the claims of its ID token. */
async function startLyingProvider(t: Test, lie: (issuer: string) => object) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const port = await freePort(0);
  const issuer = `http://127.0.0.1:${port}`;
  let nonce = '';
  const answers: Record<string, (url: URL) => Promise<object>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256']
    }),
    '/jwks': async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid: 'key', alg: 'RS256' }] }),
    '/token': async () => ({
      access_token: 'access',
      token_type: 'Bearer',
      id_token: await new SignJWT({
        iss: issuer,
        aud: 'console',
        sub: 'eve',
        roles: ['lead'],
        nonce,
        ...lie(issuer)
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'key' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey)
    })
  };
  const server = createServer(async (request, reply) => {
    const url = new URL(String(request.url), issuer);
    if (url.pathname === '/authorize') {
      nonce = String(url.searchParams.get('nonce'));
      const back = new URL(String(url.searchParams.get('redirect_uri')));
      back.search = String(
        new URLSearchParams({ code: 'code', state: String(url.searchParams.get('state')) })
      );
      reply.writeHead(302, { location: back.href }).end();
      return;
    }
    reply
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(await answers[url.pathname]?.(url)));
  }).listen(port, '127.0.0.1');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return issuer;
}

const lies: Record<string, (issuer: string) => object> = {
  'a token of another client': () => ({ aud: 'another' }),
  'a token of another issuer': () => ({ iss: 'https://another.example' }),
  'a token for another sign-in': () => ({ nonce: 'another' })
};

for (const [name, lie] of Object.entries({ 'no lie': () => ({}), ...lies }))
  t.test(`${name} ${name === 'no lie' ? 'lets a person in' : 'is refused'}`, async t => {
    const { address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`, {
      CONSOLE_OIDC_ISSUER: await startLyingProvider(t, lie),
      CONSOLE_OIDC_CLIENT_ID: 'console',
      CONSOLE_OIDC_CLIENT_SECRET: clientSecret,
      CONSOLE_ROLES: roles
    });
    const { page, context } = await newPage(t, browser);
    await page.goto(address);
    await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
    const signedIn = name === 'no lie';
    if (signedIn) await page.getByRole('button', { name: 'Sign out' }).waitFor();
    else await page.getByText('did not confirm who you are').waitFor();
    const cookies = await context.cookies(address);
    t.equal(
      cookies.some(cookie => cookie.name === 'binding-console'),
      signedIn
    );
  });
