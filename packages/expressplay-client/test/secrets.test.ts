import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import t from 'tap';
import type { ExpressPlayClient } from '../src/index.ts';
import { answer, authenticator, kid, type Reply, setup, widevineAnswer } from './support/server.ts';

const key = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const kek = 'deadbeefdeadbeefdeadbeefdeadbeef';
const ek = 'feedface'.repeat(6);
const token = 'AQAAABIDKbgAAABQbt68jktab0YRY-r9mo6VPVqDDvkHq78x4V9_AyBUTtcNFHw5JtNKlKrMt';
const secrets = [
  authenticator,
  authenticator.split(',')[1] ?? '',
  key,
  kek,
  ek,
  token,
  encodeURIComponent(authenticator)
];

const echoEverything: Reply = (response, seen) =>
  response
    .writeHead(400, { 'content-type': 'application/json' })
    .end(JSON.stringify({ code: -2005, message: `bad: ${seen.body} ${seen.query} ${token}` }));

const replies: Record<string, Reply> = {
  'an error that echoes the request': echoEverything,
  'a status that echoes it': (response, seen) =>
    response
      .writeHead(500, { 'content-type': 'text/html' })
      .end(`<p>${seen.body} ${seen.query} ${token}</p>`),
  'a token that is not one': answer(200, `{"token":"${token}"`),
  'a reset': response => response.socket?.resetAndDestroy(),
  'bytes that are not HTTP': response => response.socket?.end(`HTTP/1.1 2oo ${token}\r\n\r\n`),
  'a body that is too long': response => response.end(token.repeat(20_000))
};

for (const [name, reply] of Object.entries(replies)) {
  t.test(`no secret is in the errors of ${name}`, async t => {
    const { client } = await setup(t, reply);
    for (const result of await Promise.allSettled(everyCall(client))) {
      if (result.status === 'fulfilled') continue;
      const { reason } = result;
      const shown = [
        inspect(reason, { depth: 20, showHidden: true }),
        JSON.stringify(reason),
        String(reason.stack)
      ];
      for (const secret of secrets) t.notOk(shown.join().includes(secret), `${reason.message.slice(0, 80)}`);
    }
  });
}

t.test('no secret is in an inspected client', async t => {
  const { client } = await setup(t, widevineAnswer);
  const shown = inspect(client, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(client);
  for (const secret of secrets) t.notOk(shown.includes(secret));
});

t.test('no secret is in the URL of a token call', async t => {
  const urls: string[] = [];
  const record = (message: unknown) => {
    const { request } = message as { request: { origin: string; path: string } };
    urls.push(request.origin + request.path);
  };
  subscribe('undici:request:create', record);
  t.teardown(() => unsubscribe('undici:request:create', record));
  const { client } = await setup(t, widevineAnswer);
  await Promise.allSettled(tokenCalls(client));
  t.equal(urls.length, 8);
  for (const url of urls) t.match(url, /^http:\/\/127\.0\.0\.1:\d+\/hms\/\w+\/token$/);
});

t.test('nothing is logged', async t => {
  const logs = t.capture(console, 'error', () => {});
  const output = t.capture(console, 'log', () => {});
  const { client } = await setup(t, echoEverything);
  await Promise.allSettled(everyCall(client));
  t.strictSame([logs(), output()], [[], []]);
});

function tokenCalls(client: ExpressPlayClient): Promise<unknown>[] {
  const clear = { kind: 'clear', value: key } as const;
  const user = { userId: 'u', userKey: key };
  const levels = {
    analogVideoOPL: 0,
    compressedDigitalAudioOPL: 0,
    compressedDigitalVideoOPL: 0,
    uncompressedDigitalAudioOPL: 0,
    uncompressedDigitalVideoOPL: 0
  };
  return [
    client.widevineToken({ kid, key: { kind: 'wrapped', ek, kek } }),
    client.playreadyToken({ kid, key: { kind: 'key-storage', kek }, rightsType: 'BuyToOwn', ...levels }),
    client.fairplayToken({ key: clear, iv: kid }),
    client.marlinMs3Token({ contentId: 'c', key: clear }),
    client.universalToken({ kid, key: clear }),
    client.marlinBbRegistrationToken(user),
    client.marlinBbLicenseToken({ ...user, contentId: 'c', key: clear, rightsType: 'BuyToOwn' }),
    client.marlinBbDeregistrationToken(user)
  ];
}

function everyCall(client: ExpressPlayClient): Promise<unknown>[] {
  return [
    ...tokenCalls(client),
    client.recentRecords(),
    client.recordsByCookie('cookie'),
    client.keyStorage.create({ kid, k: key }, { kek }),
    client.keyStorage.get(kid, { kek }),
    client.keyStorage.value(kid, { kek })
  ];
}
