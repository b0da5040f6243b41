import { readFile } from 'node:fs/promises';
import { seesErrors } from '@expressplay-binding/fastify-binding';
import t, { type Test } from 'tap';
import { redeem } from './support/calls.ts';
import { createAuthority, type Identity, post } from './support/certificates.ts';
import { apiKey } from './support/environment.ts';
import { film, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const contentId = 'b4f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d11';
const dummyContentId = 'b4f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d00';

/** The service over TLS with a registration of Ada's, and callers with and without certificates. */
async function startTls(t: Test, more: NodeJS.ProcessEnv = {}) {
  const folder = t.testdir();
  const [authority, stranger] = [createAuthority(folder, 'operator'), createAuthority(folder, 'stranger')];
  const server = authority.issue('service');
  const emulator = await startEmulator(t);
  const { url } = await startService(t, 'sqlite::memory:', emulator.url, {
    TLS_CERT: server.certFile,
    TLS_KEY: server.keyFile,
    TLS_CLIENT_CA: authority.certFile,
    DUMMY_CONTENT_ID: dummyContentId,
    ...more
  });
  const ca = authority.cert;
  const headers = { authorization: `Bearer ${apiKey}` };
  const v1 = (method: string, path: string, body?: object) =>
    post(`${url}/v1${path}`, body, { ca, method, headers });
  const ask = (body: object, identity?: Identity) =>
    post(`${url}/sees/entitlement`, body, { ca, ...(identity && { identity }) });
  await v1('PUT', `/contents/${contentId}`, film);
  const started = await v1('POST', '/accounts/ada/registrations', { drm: 'fairplay' });
  return {
    v1,
    ask,
    cookie: String(started.body.cookie),
    licenseServer: authority.issue('license-server'),
    foreign: stranger.issue('license-server')
  };
}

interface Exchange {
  readonly title: string;
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown>;
}

t.test('requests and answers over mutual TLS are those of the golden file', async t => {
  const { v1, ask, cookie, licenseServer } = await startTls(t);
  const file = new URL('./golden/sees.json', import.meta.url);
  const exchanges: readonly Exchange[] = JSON.parse(await readFile(file, 'utf8'));
  const device = newDeviceId();
  for (const { title, request, response } of exchanges) {
    if (title === 'it is bought')
      await v1('POST', '/accounts/ada/entitlements', { contentId, kind: 'purchase' });
    const { status, body } = await ask({ ...request, customerCookie: cookie }, licenseServer);
    t.equal(status, 200);
    const url = String(body.epTokenURL);
    t.strictSame({ ...body, epTokenURL: url && '<token URL>' }, response, title);
    if (url) t.equal((await redeem(url, device)).status, 200, 'the token is good');
  }
});

t.test('a certificate of another authority, and none at all, open nothing', async t => {
  const { ask, v1, foreign, licenseServer, cookie } = await startTls(t);
  const request = {
    messageID: 'm',
    version: 1,
    requestType: 2,
    contentID: dummyContentId,
    customerCookie: cookie
  };
  const refused = { status: 401, body: { code: 'client-certificate-required' } };
  t.match(await ask(request, foreign), refused);
  t.match(await ask(request), refused);
  t.match(await ask(request, licenseServer), { status: 200, body: { isAllowed: true } });
  t.equal((await v1('GET', '/contents')).status, 200, 'the other doors need an API key and no certificate');
});

t.test('without a client authority the door needs an API key, over TLS or not', async t => {
  const { ask, licenseServer } = await startTls(t, { TLS_CLIENT_CA: undefined });
  const request = { messageID: 'm', version: 1, contentID: contentId };
  t.match(await ask(request, licenseServer), { status: 401, body: { code: 'unauthenticated' } });
  const emulator = await startEmulator(t);
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  t.match(await call('POST', '/sees/entitlement', request), {
    status: 200,
    body: { isAllowed: false, error: 101 }
  });
  t.match(await call('POST', '/sees/entitlement', {}), { status: 400, body: { code: 'validation' } });
});

t.test('the SEES migration page lists every error', async t => {
  const page = await readFile(new URL('../../../docs/sees-migration.md', import.meta.url), 'utf8');
  for (const [code, error] of Object.entries(seesErrors))
    t.match(page, new RegExp(`\\| ${error} +\\| \`${code}\` +\\|`), `${error} is ${code}`);
});
