import t from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { callsTo } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { startEmulator, startService } from './support/service.ts';

// Each test has a database of its own, on a machine that may be busy.
t.setTimeout(300_000);
const emulator = await startEmulator(t);
const far = '2099-01-01T00:00:00.000Z';

onEachDatabase('a key is made, used, listed without its secret and revoked', async (t, database) => {
  const { url, call } = await startService(t, await database.createUrl(t), emulator.url);
  const created = await call('POST', '/v1/api-keys', {
    name: 'shop',
    scopes: ['contents:read'],
    expiresAt: far,
    allowedNetworks: ['127.0.0.0/8']
  });
  const { keyId, apiKey, createdAt } = created.body;
  t.match(created, {
    status: 201,
    body: {
      keyId: /^key_/,
      apiKey: /^epb_/,
      name: 'shop',
      scopes: ['contents:read'],
      createdAt: /Z$/,
      expiresAt: far
    }
  });
  const shop = callsTo(t, url, apiKey);
  t.equal((await shop('GET', '/v1/contents')).status, 200);
  t.match((await shop('DELETE', '/v1/contents/film')).body, { code: 'forbidden', detail: /contents:write/ });
  t.equal((await shop('GET', '/v1/api-keys')).status, 403);

  // The last use is written beside the request.
  let listed = await call('GET', '/v1/api-keys');
  while (!listed.body.items[0].lastUsedAt) listed = await call('GET', '/v1/api-keys');
  t.match(listed.body.items, [
    { keyId, name: 'shop', state: 'active', createdAt, allowedNetworks: ['127.0.0.0/8'] }
  ]);
  t.notMatch(listed.text, apiKey);

  t.equal((await call('DELETE', `/v1/api-keys/${keyId}`)).status, 204);
  t.equal((await shop('GET', '/v1/contents')).status, 401, 'it is refused at once');
  t.equal((await call('DELETE', `/v1/api-keys/${keyId}`)).status, 204, 'again changes nothing');
  t.equal((await call('DELETE', '/v1/api-keys/key_none')).status, 404);
  t.match((await call('GET', '/v1/api-keys')).body.items, [{ keyId, state: 'revoked', revokedAt: /Z$/ }]);
  t.match((await call('GET', `/v1/audit-events?subject=${keyId}`)).body.items, [
    { action: 'api-key.revoked', actor: 'bootstrap' },
    { action: 'api-key.created', actor: 'bootstrap' }
  ]);
});

onEachDatabase('a rotation hands over to a new key without a gap', async (t, database) => {
  const { url, call } = await startService(t, await database.createUrl(t), emulator.url);
  const old = (await call('POST', '/v1/api-keys', { name: 'shop', scopes: ['contents:read'] })).body;
  const rotated = await call('POST', `/v1/api-keys/${old.keyId}/rotations`);
  t.match(rotated, { status: 201, body: { apiKey: /^epb_/, name: 'shop', scopes: ['contents:read'] } });
  const statusOf = async (apiKey: string) => (await callsTo(t, url, apiKey)('GET', '/v1/contents')).status;
  t.strictSame([await statusOf(old.apiKey), await statusOf(rotated.body.apiKey)], [200, 200]);

  const again = await call('POST', `/v1/api-keys/${old.keyId}/rotations`, { graceSeconds: 0 });
  t.strictSame([await statusOf(old.apiKey), await statusOf(again.body.apiKey)], [401, 200]);
  const { items } = (await call('GET', '/v1/api-keys')).body;
  const state = (keyId: string) => items.find((item: { keyId: string }) => item.keyId === keyId)?.state;
  t.strictSame([state(old.keyId), state(again.body.keyId)], ['expired', 'active']);
});

t.test('a key cannot hand on scopes that it lacks, nor words that are no scopes', async t => {
  const { url, call, storage } = await startService(t, 'sqlite::memory:', emulator.url);
  const keeper = callsTo(t, url, await makeApiKey(storage, 'keeper', ['api-keys:write', 'contents:read']));
  const scopes = ['contents:read', 'contents:write'];
  t.match(await keeper('POST', '/v1/api-keys', { name: 'more', scopes }), {
    status: 403,
    body: { code: 'scope-not-held', detail: /contents:write/ }
  });
  t.equal((await keeper('POST', '/v1/api-keys', { name: 'same', scopes: ['contents:read'] })).status, 201);
  const { keyId } = (await call('POST', '/v1/api-keys', { name: 'mighty', scopes: ['staff'] })).body;
  t.match((await keeper('POST', `/v1/api-keys/${keyId}/rotations`)).body, { code: 'scope-not-held' });
  t.match((await call('POST', '/v1/api-keys', { name: 'x', scopes: ['staff', 'root'] })).body.errors, [
    { path: '/scopes/1', message: /one of contents:read/ }
  ]);
  t.match((await call('POST', '/v1/api-keys', { name: 'x', scopes, allowedNetworks: ['x'] })).body.errors, [
    { path: '/allowedNetworks/0' }
  ]);
  t.match(
    (await call('POST', '/v1/api-keys', { name: 'x', scopes, expiresAt: '2001-01-01T00:00:00Z' })).body
      .errors,
    [{ path: '/expiresAt' }]
  );
});

t.test('a key is refused from an address outside of its networks, like an unknown one', async t => {
  const { url, storage } = await startService(t, 'sqlite::memory:', emulator.url);
  const answerOf = async (apiKey: string) => {
    const { status, body } = await callsTo(t, url, apiKey)('GET', '/v1/contents');
    return { status, body: { ...body, requestId: '' } };
  };
  const granted = ['contents:read'];
  const inside = await makeApiKey(storage, 'a', granted, { allowedNetworks: ['127.0.0.1'] });
  const outside = await makeApiKey(storage, 'b', granted, { allowedNetworks: ['10.0.0.0/8'] });
  t.equal((await answerOf(inside)).status, 200);
  t.strictSame(await answerOf(outside), await answerOf('unknown'));
});

t.test('a session of the console ends with the key that opened it', async t => {
  const origin = 'http://console.example';
  const { url, call } = await startService(t, 'sqlite::memory:', emulator.url, {
    CONSOLE: 'true',
    CONSOLE_ORIGIN: origin
  });
  const { keyId, apiKey } = (await call('POST', '/v1/api-keys', { name: 'desk', scopes: ['contents:read'] }))
    .body;
  const signedIn = await fetch(`${url}/console/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey })
  });
  t.equal(signedIn.status, 201);
  const cookie = String(signedIn.headers.get('set-cookie')).split(';', 1)[0] ?? '';
  const statusOf = async (path: string) => (await fetch(url + path, { headers: { cookie } })).status;
  t.strictSame([await statusOf('/v1/contents'), await statusOf('/console/session')], [200, 200]);
  await call('DELETE', `/v1/api-keys/${keyId}`);
  t.strictSame([await statusOf('/v1/contents'), await statusOf('/console/session')], [401, 401]);
});
