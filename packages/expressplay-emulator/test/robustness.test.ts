import { connect } from 'node:net';
import fc from 'fast-check';
import t from 'tap';
import { AUTHENTICATOR, encode, GOOD, licenseUrl, start, TOKEN_PATHS, TV } from './helper.ts';

const NAMES = [
  ...new Set(Object.values(GOOD).flatMap(Object.keys)),
  ...[
    'cookie',
    'expirationTime',
    'deviceId',
    'kek',
    'ek',
    'generalFlags',
    'errorFormat',
    'kid.0',
    'contentKey.0'
  ],
  ...[
    'wvExtension',
    'fpExtension',
    'ms3Extension',
    '__proto__',
    'constructor',
    'kid.99999',
    'rental.periodEndTime'
  ]
];

const anyForm = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 80 })), {
  maxLength: 12
});

const isExpected = (status: number): boolean => status >= 200 && status < 500;

t.test('no token request makes a 500', async t => {
  const { url } = await start(t);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(TOKEN_PATHS)),
      anyForm,
      fc.boolean(),
      async (path, form, strict) => {
        const body = encode({ customerAuthenticator: AUTHENTICATOR, ...(strict ? {} : GOOD.widevine) });
        for (const [name, value] of form) body.append(name, value.toWellFormed());
        const posted = await fetch(url + path, { method: 'POST', body });
        await posted.arrayBuffer();
        return isExpected(posted.status);
      }
    ),
    { numRuns: 300 }
  );
});

t.test('no license request makes a 500', async t => {
  const emulator = await start(t);
  const license = await licenseUrl(emulator, 'widevine');
  const body = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.uint8Array());
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (request, valid) => {
      const response = await fetch(valid ? license : `${emulator.url}/playready/RightsManager.asmx`, {
        method: 'POST',
        headers: { 'x-emulated-device-id': TV },
        body: typeof request === 'string' ? request.toWellFormed() : request
      });
      await response.arrayBuffer();
      return isExpected(response.status);
    }),
    { numRuns: 300 }
  );
});

t.test('no key storage, record or admin request makes a 500', async t => {
  const { url } = await start(t);
  const calls = [
    'POST /keystore/keys',
    'PUT /keystore/keys/x',
    'GET /keystore/keys/x',
    'GET /cmiapi/getrecord/',
    'PATCH /emulator/switches'
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), fc.json(), anyForm, async (call, json, form) => {
      const [method = '', path = ''] = call.split(' ');
      const query = new URLSearchParams([['customerAuthenticator', AUTHENTICATOR], ...form]);
      const body = method === 'GET' ? {} : { body: json, headers: { 'content-type': 'application/json' } };
      const response = await fetch(`${url}${path}?${query}`, { method, ...body });
      await response.arrayBuffer();
      return isExpected(response.status);
    }),
    { numRuns: 300 }
  );
});

t.test('a body beyond the limit is a 413, one of another type a 415', async t => {
  const { url } = await start(t);
  const large = 'x'.repeat(300_000);
  for (const path of ['/hms/wv/token', '/hms/wv/rights/', '/keystore/keys']) {
    const response = await fetch(url + path, { method: 'POST', body: new URLSearchParams({ large }) });
    t.equal(response.status, 413, path);
  }
  const json = await fetch(`${url}/hms/wv/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}'
  });
  t.equal(json.status, 415);
});

t.test('an error page does not repeat what the client sent', async t => {
  const { url } = await start(t);
  const markup = '<script>alert(1)</script>';
  for (const path of [`/hms/wv/token?kid=${markup}&customerAuthenticator=${AUTHENTICATOR}`, `/${markup}`]) {
    t.notMatch(await (await fetch(url + encodeURI(path))).text(), markup);
  }
  const typed = await fetch(`${url}/hms/wv/token`, {
    method: 'POST',
    headers: { 'content-type': `text/${markup}` },
    body: ''
  });
  t.notMatch(await typed.text(), markup);
});

t.test('bytes that are not HTTP get a 400, and the emulator keeps working', async t => {
  const { url } = await start(t);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write('nonsense\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  t.match(answer, /^HTTP\/1\.1 400/);
  t.equal((await fetch(`${url}/emulator/calls`)).status, 200);
});

t.test('percent signs that encode nothing are a 4xx', async t => {
  const { url } = await start(t);
  for (const path of [
    '/%',
    '/hms/wv/token?kid=%zz',
    '/keystore/keys/%E0%A4%A',
    '/hms/wv/rights/?ExpressPlayToken=%'
  ]) {
    t.match((await fetch(url + path)).status, /^4/, path);
  }
});
