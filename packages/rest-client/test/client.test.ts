import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { createRestClient, type RestClientOptions } from '../src/index.ts';
import { json, prepared } from './support.ts';

t.test('path, query and body are told apart by the API’s document', async t => {
  const { api, sent } = prepared([
    json({}),
    json({}),
    json({ items: [] }),
    new Response(null, { status: 204 })
  ]);
  await api.startRegistration({ accountId: 'a/b', drm: 'widevine', dryRun: true });
  await api.resumeAccount({ accountId: 'ada', reason: 'paid again' });
  await api.listAuditEvents({ accountId: 'ada', limit: 5 });
  t.equal(await api.deleteContent({ contentId: 'film-1' }), undefined);
  t.strictSame(
    sent.map(({ method, path, body }) => [method, path, body]),
    [
      ['POST', '/v1/accounts/a%2Fb/registrations?dryRun=true', '{"drm":"widevine"}'],
      ['DELETE', '/v1/accounts/ada/suspension?reason=paid%20again', ''],
      ['GET', '/v1/audit-events?accountId=ada&limit=5', ''],
      ['DELETE', '/v1/contents/film-1', '']
    ]
  );
});

t.test('a member that no call knows is sent, so that the service can refuse it', async t => {
  const { api, sent } = prepared([json({})]);
  const misspelled: Record<string, unknown> = { drmm: 'widevine' };
  await api.issueToken({ accountId: 'ada', contentId: 'film-1', deviceId: 'dev_1', ...misspelled });
  t.match(sent[0]?.body, '"drmm":"widevine"');
});

t.test('an empty path parameter is refused before anything is sent', async t => {
  const { api, sent } = prepared([]);
  await t.rejects(api.readAccount({ accountId: '' }), { code: 'validation', message: /accountId/ });
  t.strictSame(sent, []);
});

t.test('the API key is asked for with every request', async t => {
  let count = 0;
  const apiKey = async () => `key-${++count}`;
  const { api, sent } = prepared([json({ items: [] }), json({ items: [] })], { apiKey });
  await api.listCapabilities();
  await api.listCapabilities();
  t.strictSame(
    sent.map(({ authorization }) => authorization),
    ['Bearer key-1', 'Bearer key-2']
  );
});

t.test('a list is one page when awaited, and every item of every page when iterated', async t => {
  const pages = () => [
    json({ items: [1, 2], nextCursor: 'c1' }),
    json({ items: [], nextCursor: 'c2' }),
    json({ items: [3] })
  ];
  const one = prepared(pages());
  t.strictSame(await one.api.listDevices({ accountId: 'ada' }), { items: [1, 2], nextCursor: 'c1' });
  t.equal(one.sent.length, 1);

  const all = prepared(pages());
  const items: unknown[] = [];
  for await (const item of all.api.listDevices({ accountId: 'ada', limit: 2 })) items.push(item);
  t.strictSame(items, [1, 2, 3]);
  t.strictSame(
    all.sent.map(({ path }) => path),
    ['?limit=2', '?limit=2&cursor=c1', '?limit=2&cursor=c2'].map(query => `/v1/accounts/ada/devices${query}`)
  );

  const some = prepared(pages());
  for await (const item of some.api.listContents()) if (item !== undefined) break;
  t.equal(some.sent.length, 1, 'who stops early asks for no further page');
});

t.test('wrong options fail at once, by name', async t => {
  const wrong: [object, RegExp][] = [
    [{}, /^The option baseUrl of createRestClient must be/],
    [{ baseUrl: 'http://x', apikey: 'k' }, /^createRestClient has no option apikey;/],
    [
      { baseUrl: 'http://x', timeout: 0 },
      /^The option timeout of createRestClient must be a number of milliseconds/
    ],
    [
      { baseUrl: 'http://x', timeout: Number.NaN },
      /^The option timeout of createRestClient must be a number of milliseconds/
    ],
    [{ baseUrl: 'http://x', retries: 1.5 }, /^The option retries of createRestClient must be a whole number/]
  ];
  for (const [options, message] of wrong)
    t.throws(() => createRestClient(options as RestClientOptions), { name: 'TypeError', message });
});

t.test('it works with the platform’s own fetch', async t => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ url: request.url }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const api = createRestClient({ baseUrl: `http://127.0.0.1:${port}/` });
  t.match(await api.readContent({ contentId: 'film-1' }), { url: '/v1/contents/film-1' });
});
