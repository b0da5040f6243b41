import t from 'tap';
import type { Call } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId, register } from './support/flow.ts';
import { startHeldUpstream } from './support/held-upstream.ts';
import { startEmulator, startService } from './support/service.ts';

// Each test has a database of its own, on a machine that may be busy.
t.setTimeout(300_000);

const emulator = await startEmulator(t);

onEachDatabase('a policy is stored, can be read and applies at once', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  t.strictSame((await call('GET', '/v1/policies/default')).body, { name: 'default', maxDevices: 3 });
  t.equal((await call('GET', '/v1/policies/gold')).status, 404);

  const gold = {
    maxDevices: 2,
    maxByClass: { tv: 1 },
    uncountedClasses: ['browser'],
    swaps: {
      count: 'removals',
      max: 1,
      windowSeconds: 86_400,
      minIntervalSeconds: 60,
      graceSwapsPerYear: 1
    },
    whenFull: 'refuse',
    idleAfterSeconds: 2_592_000,
    overLimit: 'keep',
    sharedDevices: 'refuse'
  };
  t.equal((await call('PUT', '/v1/policies/gold', gold)).status, 201);
  const replaced = await call('PUT', '/v1/policies/gold', gold);
  t.equal(replaced.status, 200);
  t.strictSame(replaced.body, { name: 'gold', ...gold });
  t.strictSame((await call('GET', '/v1/policies/gold')).body, replaced.body);

  const set = await call('PUT', '/v1/accounts/ada/policy', {
    policy: 'gold',
    overrides: { maxDevices: 1 },
    reason: 'small plan'
  });
  t.equal(set.status, 200);
  t.match((await call('GET', '/v1/accounts/ada')).body, {
    policy: { name: 'gold', ...gold, maxDevices: 1 },
    slots: { total: 1, used: 0, free: 1 },
    overLimit: []
  });
});

onEachDatabase('a lowered limit keeps or deactivates, as the operator chose', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const names = ['first', 'second', 'third'];
  for (const name of names)
    await register(call, 'ada', newDeviceId(), { drm: 'widevine', device: { name, class: 'tv' } });
  const lower = (overrides: object) =>
    call('PUT', '/v1/accounts/ada/policy', { policy: 'default', overrides, reason: 'smaller plan' });

  const kept = (await lower({ maxDevices: 1 })).body;
  t.match(kept, { overLimit: [{ name: 'first', state: 'active' }, { name: 'second' }], deactivated: [] });
  t.match((await call('GET', '/v1/accounts/ada')).body, {
    slots: { total: 1, used: 3, free: 0 },
    overLimit: [{ name: 'first' }, { name: 'second' }]
  });

  const { body } = await lower({ maxDevices: 2, overLimit: 'deactivate-oldest' });
  t.match(body, {
    policy: { name: 'default', maxDevices: 2, overLimit: 'deactivate-oldest' },
    overLimit: [],
    deactivated: [{ name: 'first', state: 'removed', removedAs: 'over-limit', removedAt: /Z$/ }]
  });
  t.match((await call('GET', '/v1/accounts/ada')).body.slots, { total: 2, used: 2, free: 0 });
});

t.test('policies that contradict themselves are refused, member by member', async t => {
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  const swaps = { count: 'removals', max: 1, windowSeconds: 60 };
  const wrong: Record<string, object> = {
    '/maxDevices': {},
    '/maxDevices is negative': { maxDevices: -1 },
    '/maxDevices is absurd': { maxDevices: 1e9 },
    '/maxDevices is half': { maxDevices: 1.5 },
    '/maxDevices is a text': { maxDevices: '3' },
    '/maxByClass/tv exceeds it': { maxDevices: 1, maxByClass: { tv: 2 } },
    '/maxByClass/tv is negative': { maxDevices: 1, maxByClass: { tv: -1 } },
    '/maxByClass/fridge': { maxDevices: 1, maxByClass: { fridge: 1 } },
    '/uncountedClasses/0': { maxDevices: 1, uncountedClasses: ['fridge'] },
    '/uncountedClasses twice': { maxDevices: 1, uncountedClasses: ['tv', 'tv'] },
    '/swaps/max': { maxDevices: 1, swaps: { ...swaps, max: -1 } },
    '/swaps/windowSeconds': { maxDevices: 1, swaps: { ...swaps, windowSeconds: 0 } },
    '/swaps/windowSeconds is absurd': { maxDevices: 1, swaps: { ...swaps, windowSeconds: 1e12 } },
    '/swaps/minIntervalSeconds': { maxDevices: 1, swaps: { ...swaps, minIntervalSeconds: -5 } },
    '/swaps/graceSwapsPerYear': { maxDevices: 1, swaps: { ...swaps, graceSwapsPerYear: 0.5 } },
    '/swaps/count': { maxDevices: 1, swaps: { ...swaps, count: 'sales' } },
    '/whenFull': { maxDevices: 1, whenFull: 'explode' },
    '/idleAfterSeconds': { maxDevices: 1, idleAfterSeconds: 0 },
    '/overLimit': { maxDevices: 1, overLimit: 'sell' },
    '/sharedDevices': { maxDevices: 1, sharedDevices: true },
    '/colour': { maxDevices: 1, colour: 'red' }
  };
  for (const [rule, policy] of Object.entries(wrong)) {
    const [path] = rule.split(' ');
    const { status, body } = await call('PUT', '/v1/policies/gold', policy);
    t.match({ status, code: body.code }, { status: 400, code: 'validation' }, rule);
    t.ok(
      body.errors.some((error: { path: string }) => error.path === path),
      `${rule}: ${body.detail}`
    );
  }
  t.equal((await call('GET', '/v1/policies/gold')).status, 404, 'nothing was stored');
  t.equal((await call('PUT', '/v1/policies/%00', { maxDevices: 1 })).status, 400);
});

t.test('overrides are checked together with the policy that they change', async t => {
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  await call('PUT', '/v1/policies/gold', { maxDevices: 5, maxByClass: { tv: 4 } });
  const set = (body: object) => call('PUT', '/v1/accounts/ada/policy', body);
  const errorsOf = async (body: object) => (await set(body)).body.errors;
  const reason = 'ticket 1';

  t.match(await errorsOf({ policy: 'gold', overrides: { maxDevices: 3 }, reason }), [
    { path: '/overrides/maxByClass/tv' }
  ]);
  t.match(await errorsOf({ policy: 'gold', overrides: { maxDevices: -3 }, reason }), [
    { path: '/overrides/maxDevices' }
  ]);
  t.match(await errorsOf({ policy: 'gold', overrides: { maxByClass: { fridge: 1 } }, reason }), [
    { path: '/overrides/maxByClass/fridge' }
  ]);
  t.match(await errorsOf({ policy: 'gold' }), [{ path: '/reason' }]);
  t.match(await errorsOf({ policy: 'gold', reason: ' ' }), [{ path: '/reason' }]);
  t.match(await errorsOf({ reason }), [{ path: '/policy' }]);
  t.equal((await set({ policy: 'silver', reason })).body.code, 'not-found');
  t.match((await call('GET', '/v1/accounts/ada')).body.policy, { name: 'default', maxDevices: 3 });
});

/** An account that bought the film, with two devices; `issue` gets a token for the one whose token is older. */
async function buyOnTwoDevices(call: Call) {
  const { token } = await buyFilm(call, 'ada');
  const other = await register(call, 'ada', newDeviceId());
  const issueFor = (deviceId: string) =>
    call('POST', '/v1/accounts/ada/tokens', { contentId: 'film', deviceId });
  for (const deviceId of [token.deviceId, other.body.device.deviceId]) await issueFor(deviceId);
  return { issue: () => issueFor(token.deviceId), issueForOther: () => issueFor(other.body.device.deviceId) };
}
const forOneDevice = { maxDevices: 1, overLimit: 'deactivate-oldest' };

onEachDatabase(
  'a token that ExpressPlay answers after the shared policy was lowered is judged by the new policy',
  async (t, database) => {
    const upstream = await startHeldUpstream(t, emulator.url);
    const { call } = await startService(t, await database.createUrl(t), upstream.url, {
      UPSTREAM_TIMEOUT_MS: '30000'
    });
    const { issue, issueForOther } = await buyOnTwoDevices(call);
    const forTwo = { ...forOneDevice, maxDevices: 2 };
    const kept = await upstream.hold(issue, () => call('PUT', '/v1/policies/default', forTwo));
    t.equal(kept.status, 201, 'a limit that leaves it its slot changes nothing');
    await issueForOther();
    const refused = await upstream.hold(issue, () => call('PUT', '/v1/policies/default', forOneDevice));
    t.match(refused.body, { code: 'device-removed' });
    t.equal((await call('GET', '/v1/accounts/ada/tokens')).body.items.length, 4);
  }
);

onEachDatabase(
  'a policy that one process lowers is in force for the next token of another process',
  async (t, database) => {
    const url = await database.createUrl(t);
    const { call } = await startService(t, url, emulator.url);
    const other = await startService(t, url, emulator.url);
    // The first process has read the policy, and may have cached it.
    const { issue } = await buyOnTwoDevices(call);
    t.equal((await other.call('PUT', '/v1/policies/default', forOneDevice)).status, 201);
    t.match((await issue()).body, { code: 'device-removed' });
  }
);
