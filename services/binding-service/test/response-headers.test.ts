import t from 'tap';
import { apiKey } from './support/environment.ts';
import { startEmulator, startService } from './support/service.ts';

const authorization = `Bearer ${apiKey}`;
const json = { authorization, 'content-type': 'application/json' };

t.test('every answer names its request, as the problem document and the log do', async t => {
  const { url, log } = await startService(t, 'sqlite::memory:', 'http://127.0.0.1:9', { LOG_LEVEL: 'info' });
  const requests: readonly [status: number, path: string, init?: RequestInit][] = [
    [200, '/health/live'],
    [200, '/metrics'],
    [200, '/openapi.json'],
    [200, '/v1/contents', { headers: { authorization } }],
    [401, '/v1/contents'],
    [404, '/nothing'],
    [405, '/metrics', { method: 'POST' }],
    [400, '/v1/contents/%zz', { headers: { authorization } }],
    [415, '/v1/contents/a', { method: 'PUT', headers: { authorization }, body: 'x' }]
  ];
  for (const [status, path, init] of requests) {
    const answer = await fetch(`${url}${path}`, init);
    const id = answer.headers.get('request-id');
    const text = await answer.text();
    t.equal(answer.status, status, path);
    t.match(id, /^[0-9a-f-]{36}$/, path);
    if (status >= 400) t.equal(JSON.parse(text).requestId, id, path);
  }
  const { headers } = await fetch(`${url}/v1/contents`, {
    headers: { authorization, 'request-id': 'shop-1.a_B' }
  });
  t.equal(headers.get('request-id'), 'shop-1.a_B');
  t.ok(log.some(line => JSON.parse(line).reqId === 'shop-1.a_B'));
});

t.test('an id that could deface the log is replaced', async t => {
  const { url } = await startService(t, 'sqlite::memory:', 'http://127.0.0.1:9', { LOG_LEVEL: 'silent' });
  for (const id of ['a b', '{"a":1}', 'x'.repeat(65), 'ä']) {
    const { headers } = await fetch(`${url}/health/live`, { headers: { 'request-id': id } });
    t.match(headers.get('request-id'), /^[0-9a-f-]{36}$/, id);
  }
});

t.test('answers say what is left of the rate limit, and a refusal when to come again', async t => {
  const { url } = await startService(t, 'sqlite::memory:', 'http://127.0.0.1:9', {
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '2'
  });
  const ask = () => fetch(`${url}/v1/contents`, { headers: { authorization } });
  const first = await ask();
  t.equal(first.headers.get('ratelimit-policy'), '"requests";q=2;w=60');
  t.match(first.headers.get('ratelimit'), /^"requests";r=1;t=\d+$/);
  await ask();
  const refused = await ask();
  t.equal(refused.status, 429);
  t.match(refused.headers.get('ratelimit'), /^"requests";r=0;t=\d+$/);
  t.match(refused.headers.get('retry-after'), /^\d+$/);
  t.notOk([...refused.headers.keys()].some(name => /^(x-)?ratelimit-(limit|remaining|reset)$/.test(name)));
  t.notOk((await fetch(`${url}/health/live`)).headers.has('ratelimit'), 'operations are not limited');
});

t.test('`Location` leads to what was created', async t => {
  const emulator = await startEmulator(t);
  const { url } = await startService(t, 'sqlite::memory:', emulator.url, { LOG_LEVEL: 'silent' });
  const send = (method: string, path: string, body: object) =>
    fetch(`${url}${path}`, { method, headers: json, body: JSON.stringify(body) });
  const key = { kind: 'clear', value: '00112233445566778899aabbccddeeff' };
  await send('PUT', '/v1/contents/film-1', { kid: '0123456789abcdef0123456789abcdef', key });
  const created = [
    ['/v1/accounts/a%2Fb%20c/entitlements', { contentId: 'film-1', kind: 'purchase' }, 'entitlementId'],
    ['/v1/accounts/ada/registrations', { drm: 'widevine' }, 'registrationId']
  ] as const;
  for (const [path, body, id] of created) {
    const answer = await send('POST', path, body);
    const thing = (await answer.json()) as Record<string, unknown>;
    t.equal(answer.status, 201, path);
    const read = await fetch(new URL(answer.headers.get('location') ?? '', url), { headers: json });
    t.equal(((await read.json()) as Record<string, unknown>)[id], thing[id], path);
  }
});
