import Fastify from 'fastify';
import t, { type Test } from 'tap';
import { fastifyBindingServerOptions, type SeesRoutesOptions, seesErrors, seesRoutes } from '../src/index.ts';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, deviceB, film, startStack } from './support/stack.ts';

const messageID = '6f1c0c4e-3a0b-4a59-9a51-2f2bd3b1a7f4';
const dummyContentId = 'dummy';

async function startSees(
  t: Test,
  options: Partial<Pick<SeesRoutesOptions, 'timeBased' | 'dummyContentId'>> = {},
  keyScopes: readonly string[] = ['tokens:write', 'registrations:write']
) {
  const stack = await startStack(t);
  const server = callerOf(stack.app);
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  await app.register(seesRoutes, {
    prefix: '/sees',
    binding: stack.binding,
    dummyContentId,
    timeBased: 'deny',
    ...options,
    authenticate: async apiKey =>
      apiKey === 'all' ? { name: 'license server', scopes: keyScopes } : undefined
  });
  await server('PUT', '/v1/contents/film', { ...film, iv: '4'.repeat(32) });
  const started = await server('POST', '/v1/accounts/ada/registrations', { drm: 'fairplay' });
  const customerCookie: string = started.body.cookie;
  const call = callerOf(app);
  const ask = async (
    requestType: number | undefined,
    contentID = 'film',
    more: object = { customerCookie }
  ) => {
    const body = { messageID, version: 1, ...(requestType && { requestType }), contentID, ...more };
    const { status, body: answer } = await call('POST', '/sees/entitlement', body);
    t.equal(status, 200);
    t.match(answer, { messageID, version: 1, epTokenURL: String });
    return answer;
  };
  const buy = () => server('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
  return { ...stack, server, call, ask, buy, started };
}

const denied = (code: keyof typeof seesErrors) => ({
  isAllowed: false,
  epTokenURL: '',
  error: seesErrors[code],
  errorText: /./
});

t.test('a device registers with type 2 and plays with type 3', async t => {
  const { ask, buy } = await startSees(t);
  t.match(await ask(3), denied('registration-pending'), 'nothing is bound before');
  const dummy = await ask(2, dummyContentId);
  t.match(dummy, { isAllowed: true, epTokenURL: /ExpressPlayToken=/ });
  t.notOk('error' in dummy || 'errorText' in dummy);
  t.equal((await redeem(dummy.epTokenURL, deviceA)).status, 200);
  t.match(await ask(3), denied('not-entitled'), 'the device is bound, but nothing was bought');
  await buy();
  const bound = await ask(3);
  t.match(bound, { isAllowed: true });
  t.equal((await redeem(bound.epTokenURL, deviceA, [film.kid])).status, 200);
  t.equal((await redeem(bound.epTokenURL, deviceB, [film.kid])).status, 403, 'another device is refused');
});

t.test(
  'without a configured dummy content id a device registers with any content id, and gets only the dummy key',
  async t => {
    const { ask } = await startSees(t, { dummyContentId: undefined });
    const { epTokenURL } = await ask(2, 'film');
    t.equal((await redeem(epTokenURL, deviceA, [film.kid])).status, 403);
    t.equal((await redeem(epTokenURL, deviceA)).status, 200);
  }
);

t.test('every reason for a denial has its own number', async t => {
  const { ask, buy, server, started, emulator } = await startSees(t);
  t.match(await ask(2, 'film'), denied('not-the-dummy-content'));
  t.match(await ask(2, dummyContentId, {}), denied('cookie-missing'));
  t.match(await ask(2, dummyContentId, { customerCookie: 'x'.repeat(32) }), denied('not-found'));
  t.match(await ask(3, 'film', { customerCookie: 'x'.repeat(32) }), denied('not-found'));
  t.match(await ask(1), denied('time-based-not-allowed'));
  t.match(await ask(undefined), denied('time-based-not-allowed'), 'without a type it is time-based');

  emulator.configure({ faults: [{ kind: 'refuse', code: -2019 }] });
  t.match(await ask(2, dummyContentId), denied('upstream-credits-exhausted'));
  emulator.configure({ faults: [] });

  await redeem((await ask(2, dummyContentId)).epTokenURL, deviceA);
  await buy();
  t.match(await ask(3), { isAllowed: true });
  t.match(await ask(3, 'unknown'), denied('not-found'));
  const { items } = (await server('GET', '/v1/accounts/ada/devices')).body;
  await server('DELETE', `/v1/accounts/ada/devices/${items[0].deviceId}`);
  t.match(await ask(3), denied('device-removed'));

  const other = await server('POST', '/v1/accounts/ada/registrations', { drm: 'fairplay' });
  await server('DELETE', `/v1/registrations/${other.body.registrationId}`);
  const { cookie } = other.body;
  t.match(await ask(3, 'film', { customerCookie: cookie }), denied('registration-cancelled'));
  t.notSame(started.body.cookie, cookie);
});

t.test('a player that registers at each start gets a dummy token of the same device', async t => {
  const { ask, buy, server } = await startSees(t);
  await redeem((await ask(2, dummyContentId)).epTokenURL, deviceA);
  await buy();
  t.match(await ask(3), { isAllowed: true });
  const again = await ask(2, dummyContentId);
  t.equal((await redeem(again.epTokenURL, deviceA)).status, 200);
  t.match(await ask(3), { isAllowed: true });
  const { items } = (await server('GET', '/v1/accounts/ada/devices')).body;
  t.match(items, [{ state: 'active', bindings: [{ drmDeviceId: deviceA }] }]);
  t.equal(items.length, 1);
  await server('DELETE', `/v1/accounts/ada/devices/${items[0].deviceId}`);
  t.match(await ask(2, dummyContentId), denied('device-removed'));
});

t.test('a key without registrations:write completes no registration', async t => {
  const { ask, buy, server, started } = await startSees(t, {}, ['tokens:write']);
  await redeem((await ask(2, dummyContentId)).epTokenURL, deviceA);
  await buy();
  t.match(await ask(3), denied('registrations-scope-missing'));
  await server('POST', `/v1/registrations/${started.body.registrationId}/complete`);
  t.match(await ask(3), { isAllowed: true }, 'one that is bound needs no completion');
});

t.test('GUIDs are the same in upper and in lower case', async t => {
  const stored = 'b4f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d11';
  const { ask, server } = await startSees(t, { dummyContentId: 'f1f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d11' });
  await server('PUT', `/v1/contents/${stored}`, { ...film, iv: '4'.repeat(32) });
  await server('POST', '/v1/accounts/ada/entitlements', { contentId: stored, kind: 'purchase' });
  const dummy = await ask(2, 'F1F5C2A0-5A56-4F2A-8A0B-0D7E1F3C9D11');
  await redeem(dummy.epTokenURL, deviceA);
  t.match(await ask(3, stored.toUpperCase()), { isAllowed: true });
});

t.test('a Marlin BB device, which needs an action token, gets no URL', async t => {
  const { ask, server, emulator } = await startSees(t, { timeBased: 'allow' });
  const { body } = await server('POST', '/v1/accounts/ada/registrations', { drm: 'marlin-bb' });
  const calls = emulator.calls.tokens;
  for (const type of [1, 2, 3]) {
    const id = type === 2 ? dummyContentId : 'film';
    const answer = await ask(type, id, { customerCookie: body.cookie });
    t.match(answer, denied('marlin-bb-without-url'));
  }
  t.same(emulator.calls.tokens, calls, 'and ExpressPlay is not asked');
});

t.test('a time-based token is issued only if the operator allows it', async t => {
  const { ask, buy, server } = await startSees(t, { timeBased: 'allow' });
  t.match(
    await ask(1, 'film', {}),
    denied('time-based-without-cookie'),
    'the cookie says whose right counts'
  );
  t.match(await ask(1, 'film', { customerCookie: 'x'.repeat(32) }), denied('not-found'));
  t.match(await ask(1), denied('not-entitled'));
  await buy();
  const { epTokenURL } = await ask(1);
  for (const device of [deviceA, deviceB])
    t.equal((await redeem(epTokenURL, device, [film.kid])).status, 200);
  t.match((await server('GET', '/v1/audit-events?action=token.issued')).body.items, [
    { accountId: 'ada', actor: 'license server', details: { timeBased: true } }
  ]);
  const listed = (await server('GET', '/v1/accounts/ada/tokens')).body.items;
  t.match(listed, [{ tokenId: /^tok_/, contentId: 'film', binding: 'none' }]);
  t.notOk('deviceId' in listed[0]);
});

t.test('a body that is not a valid request is answered with a problem document', async t => {
  const { call } = await startSees(t);
  const good = { messageID, version: 1, requestType: 3, contentID: 'film', customerCookie: 'x' };
  for (const [member, value] of [
    ['messageID', undefined],
    ['messageID', 1],
    ['version', undefined],
    ['version', 0],
    ['version', '1'],
    ['requestType', 4],
    ['requestType', '3'],
    ['contentID', undefined],
    ['contentID', ''],
    ['customerCookie', 'x'.repeat(33)]
  ] as const) {
    const { status, body } = await call('POST', '/sees/entitlement', { ...good, [member]: value });
    t.match(
      { status, code: body.code, path: body.errors?.[0].path },
      { status: 400, code: 'validation', path: `/${member}` }
    );
  }
  t.equal(
    (await call('POST', '/sees/entitlement', { ...good, more: 1 })).status,
    200,
    'more members mean nothing'
  );
});

t.test('without client certificates the caller needs an API key with the scope tokens:write', async t => {
  const { app, binding } = await startStack(t);
  await app.register(seesRoutes, {
    prefix: '/sees',
    binding,
    dummyContentId,
    timeBased: 'deny',
    authenticate: async () => ({ name: 'reader', scopes: ['tokens:read'] })
  });
  const body = { messageID, version: 1, contentID: 'film' };
  t.match((await callerOf(app)('POST', '/sees/entitlement', body)).body, { status: 403, code: 'forbidden' });
  const { statusCode } = await app.inject({ method: 'POST', url: '/sees/entitlement', payload: body });
  t.equal(statusCode, 401);

  await app.close();
  const byCertificate = Fastify(fastifyBindingServerOptions);
  t.teardown(() => byCertificate.close());
  const options = { prefix: '/sees', binding, dummyContentId, timeBased: 'deny' } as const;
  await byCertificate.register(seesRoutes, { ...options, authenticate: 'client-certificate' });
  t.match((await callerOf(byCertificate)('POST', '/sees/entitlement', body)).body, {
    status: 401,
    code: 'client-certificate-required'
  });
});
