import fc from 'fast-check';
import t from 'tap';
import type { Emulator } from '../src/index.ts';
import { deriveKekId } from '../src/keystore/kek-id.ts';
import { unwrapKey, wrapKey } from '../src/keystore/key-wrap.ts';
import { normalizeKid } from '../src/keystore/kid.ts';
import {
  AUTHENTICATOR,
  callToken,
  codeOf,
  encode,
  type Form,
  KEK,
  KEY,
  KID,
  licenseUrl,
  redeem,
  start,
  TV
} from './helper.ts';

/** Published by the SkeyMa documentation. */
const SKEYMA = {
  kid: '4e2df6b45e8257e187b2802b22ae7418',
  k: 'a9b9033df0b9ca5447839e3d074817a0',
  ek: '5dbd06c0056b42fe0b8cf406679620c31bd619732730433d'
};

const call = (
  { url }: Emulator,
  method: string,
  path: string,
  query: Form = {},
  body?: unknown
): Promise<Response> =>
  fetch(`${url}/keystore${path}?${encode({ customerAuthenticator: AUTHENTICATOR, ...query })}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  });

t.test('keys wrap and unwrap as published', async t => {
  t.equal(wrapKey(SKEYMA.k, KEK), SKEYMA.ek);
  t.equal(unwrapKey(SKEYMA.ek, KEK), SKEYMA.k);
  t.equal(
    unwrapKey('b6862c586af0d70fdc594deb7b254bb38937113dbc6411ea', KEK),
    'd4783a651c96a872daa145ce1a378153'
  );
  t.equal(unwrapKey(SKEYMA.ek, KEY), undefined);
});

t.test('unwrapping undoes wrapping, and only with the same kek', async () => {
  const hex16 = fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map(bytes => Buffer.from(bytes).toString('hex'));
  fc.assert(
    fc.property(hex16, hex16, hex16, (key, kek, other) => {
      const ek = wrapKey(key, kek);
      return (
        ek.length === 48 &&
        unwrapKey(ek, kek) === key &&
        (kek === other || unwrapKey(ek, other) === undefined)
      );
    })
  );
});

t.test('kid texts and kek ids are derived as published', async t => {
  t.equal(normalizeKid('^kid1'), '80ea8bc8a58f990ad1f76bc665b30bfa');
  t.equal(deriveKekId(KEK, 'skeyma'), '#1.afe008a381bdac03b412a92d54b92ddf');
  t.equal(deriveKekId('1'.repeat(32), 'expressplay'), '#1.952241B0259652B68A8CAE2BE819DFA3390CDB35');
});

t.test('a key is generated with the kek, and printed as ExpressPlay prints it', async t => {
  const emulator = await start(t, { clock: '2021-09-22T22:42:48Z' });
  const response = await call(emulator, 'POST', '/keys', { kek: KEK });
  t.equal(response.status, 201);
  const key = JSON.parse(await response.text());
  t.match(key, {
    kid: /^[0-9A-F]{32}$/,
    k: /^[0-9A-F]{32}$/,
    ek: /^[0-9A-F]{48}$/,
    lastUpdate: '2021-09-22T22:42:48Z'
  });
  t.match(key.kekId, /^#1\.[0-9A-F]{40}$/);
  t.equal(response.headers.get('location'), `/keys/${key.kid.toLowerCase()}`);
  t.equal(unwrapKey(key.ek, KEK), key.k.toLowerCase());
});

t.test('SkeyMa prints lower case, 16 bytes of kek id and no lastUpdate', async t => {
  const emulator = await start(t, { keystore: 'skeyma' });
  const response = await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: SKEYMA.kid, k: SKEYMA.k });
  t.same(await response.json(), { ...SKEYMA, kekId: '#1.afe008a381bdac03b412a92d54b92ddf' });
});

t.test('a kid that exists keeps its key', async t => {
  const emulator = await start(t, { keystore: 'skeyma' });
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: SKEYMA.kid, k: SKEYMA.k });
  const again = await call(
    emulator,
    'POST',
    '/keys',
    { kek: KEK },
    { kid: SKEYMA.kid, k: KEY, info: 'other' }
  );
  t.equal(again.status, 200);
  const existing = JSON.parse(await again.text());
  t.match(existing, { k: SKEYMA.k, lastUpdate: /Z$/ });
  t.notOk('ek' in existing || 'kekId' in existing, 'SkeyMa drops both when it is asked with a kek');
});

t.test('with a kek the key is returned clear, without it wrapped', async t => {
  const emulator = await start(t);
  const { kid, k, ek } = SKEYMA;
  await call(
    emulator,
    'POST',
    '/keys',
    {},
    { kid, ek, kekId: 'mine', info: 'film', contentId: 'c1', expiration: '2030-01-01' }
  );
  const wrapped = JSON.parse(await (await call(emulator, 'GET', `/keys/${kid}`)).text());
  t.match(wrapped, {
    kid: kid.toUpperCase(),
    ek: ek.toUpperCase(),
    kekId: 'mine',
    info: 'film',
    contentId: 'c1'
  });
  t.notOk('k' in wrapped);
  const clear = JSON.parse(await (await call(emulator, 'GET', `/keys/${kid}`, { kek: KEK })).text());
  t.match(clear, { k: k.toUpperCase(), kekId: 'mine', expiration: '2030-01-01' });
  t.notOk('ek' in clear);
  t.equal(await (await call(emulator, 'GET', `/keys/${kid}/value`)).text(), `#${ek.toUpperCase()}`);
  const value = await call(emulator, 'GET', `/keys/${kid}/value`, { kek: KEK });
  t.match(value.headers.get('content-type'), /^text\/plain/);
  t.equal(await value.text(), k.toUpperCase());
});

t.test('several keys are returned as an array or as comma-separated values', async t => {
  const emulator = await start(t);
  for (const kid of ['^kid1', '^kid2']) await call(emulator, 'POST', '/keys', { kek: KEK }, { kid, k: KEY });
  const both = '/keys/%5Ekid1,%5Ekid2';
  t.equal(JSON.parse(await (await call(emulator, 'GET', both)).text()).length, 2);
  const values = await (await call(emulator, 'GET', `${both}/value`, { kek: KEK })).text();
  t.equal(values, `${KEY},${KEY}`.toUpperCase());
  t.equal(JSON.parse(await (await call(emulator, 'GET', '/keys')).text()).length, 2);
  t.same(await (await call(emulator, 'GET', '/keycount')).json(), { keyCount: 2 });
  t.equal((await call(emulator, 'GET', `${both},%5Ekid3`)).status, 404);
});

t.test('PUT changes the members of the body and answers nothing', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID, k: KEY, info: 'old' });
  const changed = await call(
    emulator,
    'PUT',
    `/keys/${KID}`,
    { kek: KEK },
    { k: SKEYMA.k, kid: SKEYMA.kid, info: 'new' }
  );
  t.equal(changed.status, 200);
  t.equal(await changed.text(), '');
  t.match(await (await call(emulator, 'GET', `/keys/${KID}`, { kek: KEK })).json(), {
    kid: KID.toUpperCase(),
    k: SKEYMA.k.toUpperCase(),
    info: 'new'
  });
  await call(emulator, 'PUT', `/keys/${KID}`, {}, { kekId: 'renamed' });
  t.match(await (await call(emulator, 'GET', `/keys/${KID}`)).json(), { kekId: 'renamed', info: 'new' });
});

t.test('DELETE removes', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID });
  t.equal((await call(emulator, 'DELETE', `/keys/${KID}`)).status, 200);
  t.equal((await call(emulator, 'GET', `/keys/${KID}`)).status, 404);
});

t.test('a missing key is 404 for ExpressPlay; for SkeyMa it is 400, and deleting it is 200', async t => {
  const emulator = await start(t);
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/value'],
    ['PUT', ''],
    ['DELETE', '']
  ] as const) {
    t.equal((await call(emulator, method, `/keys/${KID}${path}`)).status, 404, method + path);
  }
  emulator.configure({ keystore: 'skeyma' });
  const missing = await call(emulator, 'GET', `/keys/${KID}`);
  t.equal(missing.status, 400);
  t.equal(await missing.text(), 'Not Found');
  t.equal((await call(emulator, 'DELETE', `/keys/${KID}`)).status, 200);
  t.equal((await call(emulator, 'PUT', `/keys/${KID}`, {}, { info: 'x' })).status, 404);
});

t.test('a list with a kek leaves out the keys that it does not unwrap', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID, k: KEY });
  await call(emulator, 'POST', '/keys', { kek: 'f'.repeat(32) }, { kid: SKEYMA.kid });
  const listed = await call(emulator, 'GET', '/keys', { kek: KEK });
  t.match(await listed.json(), [{ kid: KID.toUpperCase(), k: KEY.toUpperCase() }]);
  t.equal(JSON.parse(await (await call(emulator, 'GET', '/keys')).text()).length, 2);
});

t.test('key storage answers JSON without a charset, errors included', async t => {
  const emulator = await start(t);
  for (const [method, path] of [
    ['POST', '/keys'],
    ['GET', '/keys'],
    ['GET', '/keycount'],
    ['GET', `/keys/${KID}`]
  ] as const) {
    const response = await call(emulator, method, path, { kek: KEK });
    t.equal(response.headers.get('content-type'), 'application/json', `${method} ${path}`);
  }
});

t.test("a key shows when it was last changed, also to SkeyMa's callers", async t => {
  const emulator = await start(t, { keystore: 'skeyma', clock: '2021-09-22T22:42:48Z' });
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID, k: KEY });
  t.match(await (await call(emulator, 'GET', `/keys/${KID}`)).json(), { lastUpdate: '2021-09-22T22:42:48Z' });
});

t.test('SkeyMa answers null for a key that it does not have, and the others without kekId', async t => {
  const emulator = await start(t, { keystore: 'skeyma' });
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: SKEYMA.kid, k: SKEYMA.k });
  const found = await call(emulator, 'GET', `/keys/${SKEYMA.kid},${KID}`, { kek: KEK });
  t.match(await found.json(), [{ kid: SKEYMA.kid, k: SKEYMA.k, kekId: undefined }, null]);
  const value = await call(emulator, 'GET', `/keys/${SKEYMA.kid},${KID}/value`, { kek: KEK });
  t.equal(await value.text(), SKEYMA.k);
});

t.test('bad input is a 400 that says what is wrong', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID, k: KEY });
  const cases: readonly (readonly [string, Form, unknown, RegExp])[] = [
    ['POST /keys', {}, {}, /kek or ek/],
    ['POST /keys', { kek: 'x' }, {}, /kek must be 32/],
    ['POST /keys', {}, { k: KEY }, /k needs a kek/],
    ['POST /keys', { kek: KEK }, { k: KEY, ek: SKEYMA.ek }, /not both/],
    ['POST /keys', { kek: KEK }, { k: 'short' }, /k must be 32/],
    ['POST /keys', { kek: KEK }, { ek: 'short' }, /ek must be 48/],
    ['POST /keys', { kek: KEY }, { ek: SKEYMA.ek }, /does not unwrap/],
    ['POST /keys', { kek: KEK }, { kid: 'short' }, /kid must be 32/],
    ['POST /keys', { kek: KEK }, { kid: 7 }, /not a key object/],
    ['POST /keys', { kek: KEK }, [], /not a key object/],
    ['POST /keys', { kek: KEY }, { kid: KID }, /does not unwrap/],
    ['GET /keys/short', {}, undefined, /kid must be 32/],
    [`GET /keys/${KID}`, { kek: KEY }, undefined, /does not unwrap/],
    [`GET /keys/${KID}/value`, { kek: KEY }, undefined, /does not unwrap/]
  ];
  for (const [request, query, body, message] of cases) {
    const [method = '', path = ''] = request.split(' ');
    const response = await call(emulator, method, path, query, body);
    t.equal(response.status, 400, request);
    t.match(await response.json(), { code: Number, message }, request);
  }
  const broken = await fetch(`${emulator.url}/keystore/keys?customerAuthenticator=${AUTHENTICATOR}`, {
    method: 'POST',
    body: '{'
  });
  t.match(await broken.json(), { code: 3 });
});

t.test('key storage needs the authenticator and shows a service its own keys only', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: KID, k: KEY });
  const other = { customerAuthenticator: `1001,${KEY}` };
  t.equal((await call(emulator, 'GET', `/keys/${KID}`, other)).status, 404);
  t.same(await (await call(emulator, 'GET', '/keys', other)).json(), []);
  const nobody = await call(emulator, 'GET', '/keys', {
    customerAuthenticator: undefined,
    errorFormat: 'json'
  });
  t.equal(nobody.status, 401);
  t.equal(await codeOf(nobody), -2017);
  t.equal(emulator.calls.keystore, 4);
});

t.test('a token request fetches the stored key, by kid or by ^text', async t => {
  const emulator = await start(t);
  await call(emulator, 'POST', '/keys', { kek: KEK }, { kid: '^film', k: KEY });
  const form = { contentKey: undefined, kid: '^film', kek: KEK };
  for (const drm of ['widevine', 'playready', 'fairplay', 'universal'] as const) {
    const response = await redeem(await licenseUrl(emulator, drm, form), TV);
    t.match(await response.json(), { keys: [{ k: Buffer.from(KEY, 'hex').toString('base64url') }] }, drm);
  }
  t.equal(await codeOf(await callToken(emulator, 'widevine', { ...form, kek: KEY })), -4019, 'the wrong kek');
});

t.test('a token request unwraps its own wrapped key', async t => {
  const emulator = await start(t);
  const form = { contentKey: undefined, kek: KEK, ek: SKEYMA.ek };
  for (const drm of ['widevine', 'playready', 'fairplay'] as const) {
    const response = await redeem(await licenseUrl(emulator, drm, form), TV);
    t.match(
      await response.json(),
      { keys: [{ k: Buffer.from(SKEYMA.k, 'hex').toString('base64url') }] },
      drm
    );
  }
});
