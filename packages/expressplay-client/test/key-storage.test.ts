import fc from 'fast-check';
import t from 'tap';
import { deriveKekId, ExpressPlayArgumentError, resolveKid, unwrapKey, wrapKey } from '../src/index.ts';
import { answer, authenticator, kid, setup } from './support/server.ts';

const kek = '000102030405060708090a0b0c0d0e0f';
const stored = {
  kid,
  ek: 'e'.repeat(48),
  kekId: '#1.afe0',
  info: 'a film',
  lastUpdate: '2021-09-22T22:42:48Z'
};
const hexKey = fc.stringMatching(/^[0-9a-f]{32}$/);

t.test('published keys are wrapped and unwrapped as in RFC 3394 and the samples', async t => {
  const vectors = [
    // RFC 3394, section 4.1.
    ['00112233445566778899aabbccddeeff', kek, '1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5'],
    // The Key Storage API's own example.
    ['a9b9033df0b9ca5447839e3d074817a0', kek, '5dbd06c0056b42fe0b8cf406679620c31bd619732730433d']
  ] as const;
  for (const [key, kek, ek] of vectors) {
    t.equal(wrapKey(key, kek), ek);
    t.equal(unwrapKey(ek, kek), key);
  }
});

t.test('a wrapped key unwraps to the same key, and does not unwrap with another kek', async t => {
  fc.assert(
    fc.property(hexKey, hexKey, hexKey, (key, kek, other) => {
      const ek = wrapKey(key, kek);
      t.equal(unwrapKey(ek, kek), key);
      if (other !== kek)
        t.throws(() => unwrapKey(ek, other), { code: 'invalid-argument', option: 'ek', eventCode: -4024 });
    }),
    { numRuns: 20 }
  );
});

t.test('keys that are not hex of the right length are refused', async t => {
  t.throws(() => wrapKey('00', kek), ExpressPlayArgumentError);
  t.throws(() => wrapKey(kid, 'g'.repeat(32)), ExpressPlayArgumentError);
  t.throws(() => unwrapKey(kid, kek), ExpressPlayArgumentError);
  t.throws(() => deriveKekId(''), ExpressPlayArgumentError);
  t.throws(() => resolveKid('nonsense'), ExpressPlayArgumentError);
});

t.test('the derived kekId equals the published one, in both published forms', async t => {
  t.equal(deriveKekId('1'.repeat(32)), '#1.952241B0259652B68A8CAE2BE819DFA3390CDB35');
  t.equal(deriveKekId(kek, 'skm'), '#1.afe008a381bdac03b412a92d54b92ddf');
});

t.test('a kid derived from text equals the published one; a kid of hex digits is unchanged', async t => {
  t.equal(resolveKid('^kid1'), '80ea8bc8a58f990ad1f76bc665b30bfa');
  t.equal(resolveKid(kid), kid);
});

t.test('every call of key storage has its documented method, path, query and body', async t => {
  const { client, seen } = await setup(t, (response, { path }) =>
    response.end(path.endsWith('/value') ? `${kid},#${stored.ek}` : JSON.stringify(stored))
  );
  const { keyStorage } = client;
  await keyStorage.create(
    { kid, k: kid, info: 'a film', expiration: new Date('2036-01-01T00:00:00Z') },
    { kek }
  );
  await keyStorage.get(kid);
  await keyStorage.get('^a/b', { kek });
  await keyStorage.getMany([kid, '^x']);
  t.strictSame(await keyStorage.value(kid, { kek }), { kind: 'clear', value: kid });
  t.strictSame(await keyStorage.values([kid, kid]), [
    { kind: 'clear', value: kid },
    { kind: 'wrapped', ek: stored.ek }
  ]);
  await keyStorage.update(kid, { contentId: 'film-2' });
  await keyStorage.delete(kid);
  await keyStorage.list();
  t.strictSame(
    seen.map(({ method, path, query, body }) => [method, path, query.get('kek'), body]),
    [
      [
        'POST',
        '/keystore/keys',
        kek,
        JSON.stringify({ kid, k: kid, info: 'a film', expiration: '2036-01-01T00:00:00.000Z' })
      ],
      ['GET', `/keystore/keys/${kid}`, null, ''],
      ['GET', '/keystore/keys/%5Ea%2Fb', kek, ''],
      ['GET', `/keystore/keys/${kid},%5Ex`, null, ''],
      ['GET', `/keystore/keys/${kid}/value`, kek, ''],
      ['GET', `/keystore/keys/${kid},${kid}/value`, null, ''],
      ['PUT', `/keystore/keys/${kid}`, null, '{"contentId":"film-2"}'],
      ['DELETE', `/keystore/keys/${kid}`, null, ''],
      ['GET', '/keystore/keys', null, '']
    ]
  );
  t.ok(seen.every(({ query }) => query.get('customerAuthenticator') === authenticator));
});

t.test('a stored key is returned with the documented members', async t => {
  const { client } = await setup(t, JSON.stringify([{ ...stored, internal: 1 }]));
  t.strictSame(await client.keyStorage.get(kid), stored, 'an array of one is one');
  t.strictSame(await client.keyStorage.list(), [stored]);
});

t.test('the keys are counted', async t => {
  const { client } = await setup(t, '{"keyCount":0}');
  t.equal(await client.keyStorage.count(), 0);
});

t.test('a change needs only a success status, and no body', async t => {
  const { client } = await setup(t, '');
  await client.keyStorage.update(kid, { info: 'x' });
  await client.keyStorage.delete(kid);
});

t.test('a missing key is an HTTP error', async t => {
  const { client } = await setup(t, answer(400, 'Not Found', 'text/plain'));
  await t.rejects(client.keyStorage.get(kid), {
    code: 'http-status',
    httpStatus: 400,
    upstreamMessage: 'Not Found'
  });
});

t.test('a bad key, kid or kek is refused before anything is sent', async t => {
  const { client, seen } = await setup(t, '{}');
  const { keyStorage } = client;
  const calls: [Promise<unknown>, string][] = [
    [keyStorage.create({}), 'kek'],
    [keyStorage.create({ k: kid }), 'kek'],
    [keyStorage.create({ k: kid, ek: stored.ek }, { kek }), 'key.k'],
    [keyStorage.create({ k: 'short' }, { kek }), 'key.k'],
    [keyStorage.create({ expiration: 'never' }, { kek }), 'key.expiration'],
    [keyStorage.create({ kid: 'short' }, { kek }), 'key.kid'],
    [keyStorage.create({}, { kek: 'short' }), 'kek'],
    [keyStorage.create(null as never, { kek }), 'key'],
    [keyStorage.get('short'), 'kid'],
    [keyStorage.get(kid, { kek: 'short' }), 'kek'],
    [keyStorage.getMany([]), 'kids'],
    [keyStorage.update(kid, { k: kid }), 'kek']
  ];
  for (const [call, option] of calls) await t.rejects(call, { code: 'invalid-argument', option });
  t.equal(seen.length, 0);
});

t.test('a new key without a kid is never sent twice, since each attempt would create a key', async t => {
  const { client, seen } = await setup(t, answer(503, ''), { retry: { attempts: 3, initialDelay: 0 } });
  await t.rejects(client.keyStorage.create({}, { kek }), { code: 'http-status', httpStatus: 503 });
  t.equal(seen.length, 1);
  await t.rejects(client.keyStorage.create({ kid }, { kek }), { code: 'http-status', httpStatus: 503 });
  t.equal(seen.length, 4);
});

t.test('null in a list of keys stands for a key that does not exist', async t => {
  const key = { kid: 'a'.repeat(32), ek: 'b'.repeat(48) };
  const { client } = await setup(t, JSON.stringify([key, null]));
  t.strictSame(await client.keyStorage.getMany([key.kid, 'c'.repeat(32)]), [key]);
});
