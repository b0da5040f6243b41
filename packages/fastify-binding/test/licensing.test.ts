import { BindingError, type LicenseTokenRequest } from '@expressplay-binding/binding-core';
import {
  createExpressPlayClient,
  ExpressPlayArgumentError,
  type ExpressPlayClient
} from '@expressplay-binding/expressplay-client';
import { createEmulator, type Fault } from '@expressplay-binding/expressplay-emulator';
import t, { type Test } from 'tap';
import { expressPlayLicenses } from '../src/index.ts';
import { redeem } from './support/api.ts';
import { deviceA, deviceB, filmKey } from './support/stack.ts';

const kid = '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1';
const content = { kid, key: { kind: 'clear', value: filmKey }, iv: '4'.repeat(32) } as const;

function requestFor(
  drm: LicenseTokenRequest['drm'],
  more: Partial<LicenseTokenRequest> = {}
): LicenseTokenRequest {
  return {
    drm,
    content,
    cookie: 'c'.repeat(32),
    issuedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
    persistent: false,
    ...more
  };
}

async function start(t: Test, more: Partial<Parameters<typeof createExpressPlayClient>[0]> = {}) {
  const emulator = await createEmulator({ parameters: 'strict' });
  t.teardown(() => emulator.close());
  const client = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: `1000,${'0'.repeat(32)}`,
    retry: { attempts: 1 },
    deadline: 500,
    ...more
  });
  t.teardown(() => client.close());
  return { emulator, client, licenses: expressPlayLicenses(client) };
}

for (const drm of ['widevine', 'playready', 'fairplay'] as const) {
  t.test(`a ${drm} token is accepted by a strict ExpressPlay and bound to its device`, async t => {
    const { licenses } = await start(t);
    const { licenseUrl } = await licenses.requestToken(requestFor(drm, { deviceId: deviceA }));
    t.equal((await redeem(licenseUrl, deviceB, [kid])).status, 403);
    t.equal((await redeem(licenseUrl, deviceA, [kid])).status, 200);
    t.match(await licenses.findRedemptions('c'.repeat(32)), [{ deviceId: deviceA, redeemedAt: Number }]);
    t.strictSame(await licenses.findRedemptions('d'.repeat(32)), []);
  });
}

t.test('Marlin tokens are returned in the form that Marlin clients need', async t => {
  const { licenses } = await start(t);
  const ms3 = await licenses.requestToken(requestFor('marlin-ms3'));
  t.match(ms3.licenseUrl, '/hms/ms3/rights/?b=');
  const broadband = await licenses.requestToken(requestFor('marlin-bb'));
  t.match(broadband.token, '<ActionToken');
  t.match(broadband.licenseUrl, /^http/);
});

t.test('a request that a DRM cannot fulfil is refused before anything is sent', async t => {
  const { licenses, emulator } = await start(t);
  const { iv, ...withoutIv } = content;
  const wrapped = { kid, key: { kind: 'wrapped', ek: '1'.repeat(48), kek: '2'.repeat(32) } } as const;
  t.match(await refusalOf(licenses.requestToken(requestFor('fairplay', { content: withoutIv }))), {
    code: 'upstream-rejected',
    upstream: { code: -6003 },
    retryable: false
  });
  for (const drm of ['marlin-ms3', 'marlin-bb'] as const)
    t.match(await refusalOf(licenses.requestToken(requestFor(drm, { content: wrapped }))), {
      code: 'upstream-rejected'
    });
  t.equal(emulator.calls.tokens.fairplay + emulator.calls.tokens.ms3 + emulator.calls.tokens.bb, 0);
});

async function refusalOf(call: Promise<unknown>) {
  const error = await call.catch(error => error);
  return error instanceof BindingError ? error.problem : error;
}

const faults: readonly [Fault, string, boolean][] = [
  [{ kind: 'refuse', code: -2017 }, 'upstream-credentials', false],
  [{ kind: 'refuse', code: -2018 }, 'upstream-credentials', false],
  [{ kind: 'refuse', code: -2031 }, 'upstream-credentials', false],
  [{ kind: 'refuse', code: -2019 }, 'upstream-credits-exhausted', false],
  [{ kind: 'refuse', code: -7002 }, 'binding-unsupported', false],
  [{ kind: 'refuse', code: -6008 }, 'binding-unsupported', false],
  [{ kind: 'refuse', code: -4024 }, 'upstream-rejected', false],
  [{ kind: 'refuse', code: -2030 }, 'upstream-rejected', true],
  [{ kind: 'status', status: 503 }, 'upstream-unavailable', true],
  [{ kind: 'status', status: 404 }, 'upstream-rejected', false],
  [{ kind: 'reset' }, 'upstream-unavailable', true],
  [{ kind: 'latency', ms: 3000 }, 'upstream-timeout', true],
  [{ kind: 'html' }, 'upstream-rejected', false],
  [{ kind: 'malformed' }, 'upstream-rejected', false],
  [{ kind: 'endless-body' }, 'upstream-', false]
];

for (const [fault, code, retryable] of faults) {
  const name = 'code' in fault ? `${fault.kind} ${fault.code}` : fault.kind;
  t.test(`the fault ${name} is ${code}`, async t => {
    const { emulator, licenses } = await start(t);
    emulator.configure({ faults: [fault] });
    for (const call of [
      () => licenses.requestToken(requestFor('widevine')),
      () => licenses.findRedemptions('c'.repeat(32))
    ]) {
      const error = await call().catch(error => error);
      t.type(error, BindingError);
      t.match(error.code, code);
      if (code !== 'upstream-') t.equal(error.problem.retryable, retryable);
      if ('code' in fault) t.equal(error.problem.upstream?.code, fault.code);
      t.ok(error.cause, 'the log gets the error of the client');
    }
  });
}

t.test('an open circuit is reported as upstream-unavailable without another call', async t => {
  const { emulator, licenses } = await start(t, { circuitBreaker: { failures: 1, openFor: 60_000 } });
  emulator.configure({ faults: [{ kind: 'status', status: 503 }] });
  await t.rejects(licenses.requestToken(requestFor('widevine')), { code: 'upstream-unavailable' });
  const { widevine } = emulator.calls.tokens;
  await t.rejects(licenses.requestToken(requestFor('widevine')), { code: 'upstream-unavailable' });
  t.equal(emulator.calls.tokens.widevine, widevine);
});

t.test('an error that does not come from ExpressPlay is passed on unchanged', async t => {
  const broken = {
    widevineToken: async () => Promise.reject(new TypeError('ours')),
    recordsByCookie: async () => []
  };
  const licenses = expressPlayLicenses(broken as unknown as ExpressPlayClient);
  await t.rejects(licenses.requestToken(requestFor('widevine')), TypeError);
  t.notOk(new ExpressPlayArgumentError('x', 'y') instanceof BindingError);
});
