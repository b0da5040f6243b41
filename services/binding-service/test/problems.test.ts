import { type ProblemCode, problemTable, problemType } from '@expressplay-binding/fastify-binding';
import t, { type Test } from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { type Answer, type Call, callsTo, redeem } from './support/calls.ts';
import { buyFilm, film, newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

type Service = Awaited<ReturnType<typeof startService>>;
type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/** How each code comes about. What the rules have no way to yet is not here, and named below. */
const causes: Partial<
  Record<ProblemCode, (at: { t: Test; service: Service; emulator: Emulator; call: Call }) => Promise<Answer>>
> = {
  validation: ({ call }) => call('PUT', '/v1/contents/film', { kid: 'short', key: film.key }),
  unauthenticated: ({ t, service }) => callsTo(t, service.url, 'wrong')('GET', '/v1/contents'),
  forbidden: async ({ t, service }) => {
    const apiKey = await makeApiKey(service.storage, 'reader', ['contents:read']);
    return callsTo(t, service.url, apiKey)('PUT', '/v1/contents/film', film);
  },
  'scope-not-held': async ({ t, service }) => {
    const apiKey = await makeApiKey(service.storage, 'keeper', ['api-keys:write']);
    return callsTo(t, service.url, apiKey)('POST', '/v1/api-keys', { name: 'more', scopes: ['staff'] });
  },
  'api-key-ended': async ({ call }) => {
    const { keyId } = (await call('POST', '/v1/api-keys', { name: 'old', scopes: ['staff'] })).body;
    await call('DELETE', `/v1/api-keys/${keyId}`);
    return call('POST', `/v1/api-keys/${keyId}/rotations`, {});
  },
  'not-found': ({ call }) => call('GET', '/v1/contents/none'),
  'not-entitled': async ({ call }) => {
    const { token, entitlementId } = await buyFilm(call, 'not-entitled');
    await call('DELETE', `/v1/accounts/not-entitled/entitlements/${entitlementId}`);
    return call('POST', '/v1/accounts/not-entitled/tokens', token);
  },
  'entitlement-not-started': async ({ call }) => {
    await call('PUT', '/v1/contents/film', film);
    const { body } = await register(call, 'early');
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    await call('POST', '/v1/accounts/early/entitlements', { contentId: 'film', kind: 'purchase', startsAt });
    const answer = await call('POST', '/v1/accounts/early/tokens', {
      contentId: 'film',
      deviceId: body.device.deviceId
    });
    t.equal(answer.body.nextAllowedAt, startsAt);
    return answer;
  },
  'entitlement-expired': async ({ call, service }) => {
    const { token, entitlementId } = await buyFilm(call, 'over');
    await service.storage.store.inAccount('over', Date.now(), async unit => {
      const entitlement = await unit.findEntitlement('over', entitlementId);
      await unit.updateEntitlement({
        ...entitlement!,
        terms: { kind: 'subscription', until: Date.now() - 1 }
      });
    });
    return call('POST', '/v1/accounts/over/tokens', token);
  },
  'offline-not-allowed': async ({ call }) => {
    const { token } = await buyFilm(call, 'offline');
    return call('POST', '/v1/accounts/offline/tokens', { ...token, persistent: true });
  },
  'order-id-reused': async ({ call }) => {
    await call('PUT', '/v1/contents/film', film);
    await call('PUT', '/v1/contents/other-film', film);
    const buy = (contentId: string) =>
      call('POST', '/v1/accounts/ada/entitlements', { contentId, kind: 'purchase', orderId: 'order 3' });
    await buy('film');
    return buy('other-film');
  },
  'device-not-bound': async ({ call }) => {
    const { token } = await buyFilm(call, 'not-bound');
    return call('POST', '/v1/accounts/not-bound/tokens', { ...token, drm: 'playready' });
  },
  'device-removed': async ({ call }) => {
    const { token } = await buyFilm(call, 'removed');
    await call('DELETE', `/v1/accounts/removed/devices/${token.deviceId}`);
    return call('POST', '/v1/accounts/removed/tokens', token);
  },
  'device-limit-reached': async ({ call }) => {
    for (let i = 0; i < 3; i++) t.equal((await register(call, 'full')).status, 200);
    const answer = await register(call, 'full');
    t.equal(answer.body.conflicts.length, 3, 'the problem names the devices that could make room');
    return answer;
  },
  'device-already-bound': async ({ call }) => {
    const { deviceId } = (await register(call, 'joined')).body.device;
    const again = { drm: 'widevine', device: { deviceId } };
    return call('POST', '/v1/accounts/joined/registrations', again);
  },
  'device-in-other-account': async ({ call }) => {
    await call('PUT', '/v1/accounts/second/policy', {
      policy: 'default',
      overrides: { sharedDevices: 'refuse' },
      reason: 'the plan says so'
    });
    const drmDeviceId = newDeviceId();
    await register(call, 'first', drmDeviceId);
    return register(call, 'second', drmDeviceId);
  },
  'swap-not-allowed-yet': async ({ call }) => {
    const { deviceId } = (await register(call, 'swapped')).body.device;
    await call('PUT', '/v1/accounts/swapped/policy', {
      policy: 'default',
      overrides: { swaps: { count: 'removals', max: 0, windowSeconds: 60 } },
      reason: 'the plan says so'
    });
    return call('DELETE', `/v1/accounts/swapped/devices/${deviceId}`);
  },
  'account-suspended': async ({ call }) => {
    await call('PUT', '/v1/accounts/suspended/suspension', { reason: 'fraud check' });
    return call('POST', '/v1/accounts/suspended/registrations', { drm: 'widevine' });
  },
  'binding-ambiguous': async ({ call }) => {
    const started = await call('POST', '/v1/accounts/shared/registrations', { drm: 'widevine' });
    await redeem(started.body.licenseUrl, newDeviceId());
    await redeem(started.body.licenseUrl, newDeviceId());
    return call('POST', `/v1/registrations/${started.body.registrationId}/complete`);
  },
  'binding-unsupported': async ({ call, emulator }) => {
    const { token } = await buyFilm(call, 'unsupported');
    emulator.configure({ deviceBinding: { widevine: 'rejected' } });
    const answer = await call('POST', '/v1/accounts/unsupported/tokens', token);
    t.equal(answer.body.upstream.code, -7002);
    return answer;
  },
  'registration-cancelled': async ({ call }) => {
    const started = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
    await call('DELETE', `/v1/registrations/${started.body.registrationId}`);
    return call('POST', `/v1/registrations/${started.body.registrationId}/complete`);
  },
  'registration-settled': async ({ call }) => {
    const { body } = await register(call, 'settled');
    return call('DELETE', `/v1/registrations/${body.registrationId}`);
  },
  'registration-limit-reached': async ({ call }) => {
    await call('PUT', '/v1/policies/one-at-a-time', { maxDevices: 1, maxPendingRegistrations: 1 });
    await call('PUT', '/v1/accounts/busy/policy', { policy: 'one-at-a-time', reason: 'for a test' });
    await call('POST', '/v1/accounts/busy/registrations', { drm: 'widevine' });
    return call('POST', '/v1/accounts/busy/registrations', { drm: 'widevine' });
  },
  'registration-expired': async ({ call, service }) => {
    const { body } = await call('POST', '/v1/accounts/late/registrations', { drm: 'widevine' });
    const { store } = service.storage;
    const registration = await store.findRegistration(body.registrationId);
    await store.inAccount('late', Date.now(), unit =>
      unit.updateRegistration({ ...registration!, expiresAt: Date.now() - 1 })
    );
    return call('POST', `/v1/registrations/${body.registrationId}/complete`);
  },
  'idempotency-key-reused': async ({ call }) => {
    const headers = { 'idempotency-key': 'order 1' };
    await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' }, headers);
    return call('POST', '/v1/accounts/ada/registrations', { drm: 'playready' }, headers);
  },
  'idempotency-in-flight': async ({ call, emulator }) => {
    const start = () =>
      call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' }, { 'idempotency-key': 'order 2' });
    emulator.configure({ faults: [{ kind: 'latency', ms: 500, api: 'tokens' }] });
    const answers = await Promise.all([start(), start()]);
    t.strictSame(answers.map(({ status }) => status).sort(), [201, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    t.ok(Number(refused.headers.get('retry-after')) > 0);
    return refused;
  },
  'payload-too-large': ({ call }) => call('PUT', '/v1/contents/film', { ...film, title: 'x'.repeat(70_000) }),
  'uri-too-long': ({ call }) => call('GET', `/v1/contents/${'x'.repeat(10_000)}`),
  'unsupported-media-type': ({ call }) =>
    call('PUT', '/v1/contents/film', film, { 'content-type': 'application/xml' }),
  'rate-limited': async ({ t, emulator }) => {
    const { call } = await startService(t, 'sqlite::memory:', emulator.url, { RATE_LIMIT_PER_MINUTE: '2' });
    await call('GET', '/v1/contents');
    await call('GET', '/v1/contents');
    const answer = await call('GET', '/v1/contents');
    t.ok(Number(answer.headers.get('retry-after')) > 0);
    return answer;
  },
  'binding-unverified': async ({ t, emulator }) => {
    const variables = { UNVERIFIED_BINDING: 'refuse' };
    const { call } = await startService(t, 'sqlite::memory:', emulator.url, variables);
    return call('POST', '/v1/accounts/ada/tokens', (await buyFilm(call, 'ada')).token);
  },
  'upstream-credentials': withFault({ kind: 'refuse', code: -2018 }),
  'upstream-credits-exhausted': withFault({ kind: 'refuse', code: -2019 }),
  'upstream-rejected': withFault({ kind: 'refuse', code: -4019 }),
  'upstream-unavailable': withFault({ kind: 'status', status: 503 }),
  'upstream-timeout': withFault({ kind: 'latency', ms: 5000 }),
  unavailable: async ({ t, emulator }) => {
    const { call, storage } = await startService(t, 'sqlite::memory:', emulator.url);
    await storage.close();
    return call('GET', '/health/ready');
  }
};

/** Proven where they belong: with players' routes, on a broken connection, or as a fault of ours. */
const elsewhere: readonly ProblemCode[] = [
  'client-certificate-required',
  'origin-not-allowed',
  'entitlement-changed',
  'player-code-invalid',
  'player-session-ended',
  'token-budget-exhausted',
  'request-timeout',
  'headers-too-large',
  'internal',
  'expectation-failed',
  'method-not-allowed'
];

t.test('every code is in the table of causes or known to come from elsewhere', async t => {
  t.strictSame([...Object.keys(causes), ...elsewhere].sort(), Object.keys(problemTable).sort());
});

const emulator = await startEmulator(t);
const service = await startService(t, 'sqlite::memory:', emulator.url);

for (const [code, cause] of Object.entries(causes)) {
  t.test(`${code} is answered with its status and its problem document`, async t => {
    t.teardown(() => emulator.reset());
    const answer = await cause({ t, service, emulator, call: service.call });
    const { status, title } = problemTable[code as ProblemCode];
    t.equal(answer.status, status, answer.text);
    t.equal(answer.headers.get('content-type'), 'application/problem+json');
    t.match(answer.body, { type: problemType(code as ProblemCode), title, status, code, requestId: /./ });
    t.type(answer.body.detail, 'string');
  });
}

function withFault(fault: object) {
  return async ({ call, emulator }: { call: Call; emulator: Emulator }) => {
    emulator.configure({ faults: [{ ...fault, api: 'tokens' } as never] });
    return call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  };
}
