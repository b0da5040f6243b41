import t from 'tap';
import type { DevicePolicyRules } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');
const daily = { count: 'removals', max: 1, windowSeconds: 86_400 } as const;

async function stageWith(rules: DevicePolicyRules) {
  const stage = await createStage();
  await stage.binding.savePolicy({ name: 'default', ...rules }, caller);
  return stage;
}

t.test('a stored policy is in force for its accounts at once', async t => {
  const { binding, register } = await stageWith({ maxDevices: 1 });
  await register('ada', id(1));
  t.equal((await register('ada', id(2))).registration.problem?.code, 'device-limit-reached');
  await binding.savePolicy({ name: 'default', maxDevices: 2 }, caller);
  t.equal((await register('ada', id(2))).registration.state, 'bound');
});

t.test('an unknown policy is not-found; the default policy always exists', async t => {
  const { binding } = await createStage();
  t.same(await binding.readPolicy('default'), { name: 'default', maxDevices: 3 });
  await t.rejects(binding.readPolicy('gold'), { code: 'not-found' });
  await t.rejects(
    binding.setAccountPolicy({ accountId: 'ada', policyName: 'gold', reason: 'upgrade' }, caller),
    { code: 'not-found' }
  );
});

t.test('a refusal of impossible or contradictory rules names the wrong member', async t => {
  const { binding } = await createStage();
  const wrong: [DevicePolicyRules, string][] = [
    [{ maxDevices: -1 }, '/maxDevices'],
    [{ maxDevices: 1001 }, '/maxDevices'],
    [{ maxDevices: 1.5 }, '/maxDevices'],
    [{ maxDevices: 2, maxByClass: { tv: 3 } }, '/maxByClass/tv'],
    [{ maxDevices: 2, maxByClass: { tv: -1 } }, '/maxByClass/tv'],
    [{ maxDevices: 2, idleAfterSeconds: 0 }, '/idleAfterSeconds'],
    [{ maxDevices: 2, swaps: { ...daily, max: -1 } }, '/swaps/max'],
    [{ maxDevices: 2, swaps: { ...daily, windowSeconds: 0 } }, '/swaps/windowSeconds'],
    [{ maxDevices: 2, swaps: { ...daily, minIntervalSeconds: -1 } }, '/swaps/minIntervalSeconds'],
    [{ maxDevices: 2, swaps: { ...daily, graceSwapsPerYear: Number.NaN } }, '/swaps/graceSwapsPerYear']
  ];
  for (const [rules, path] of wrong)
    await t.rejects(binding.savePolicy({ name: 'gold', ...rules }, caller), {
      code: 'validation',
      problem: { errors: [{ path }] }
    });
  const uncounted: DevicePolicyRules = {
    maxDevices: 1,
    maxByClass: { browser: 5 },
    uncountedClasses: ['browser']
  };
  t.match(await binding.savePolicy({ name: 'gold', ...uncounted }, caller), { created: true });
  t.match(await binding.savePolicy({ name: 'gold', ...uncounted }, caller), { created: false });
});

t.test("an account's overrides win over its policy, and need a reason", async t => {
  const { binding, register, auditTrail } = await createStage();
  const set = (reason: string) =>
    binding.setAccountPolicy(
      { accountId: 'ada', policyName: 'default', overrides: { maxDevices: 1 }, reason },
      caller
    );
  await t.rejects(set(''), { code: 'validation', problem: { errors: [{ path: '/reason' }] } });
  t.equal((await set('small plan')).policy.maxDevices, 1);
  await register('ada', id(1));
  t.equal((await register('ada', id(2))).registration.state, 'refused');
  t.match(
    (await auditTrail()).find(event => event.action === 'account.policy-set'),
    {
      reason: 'small plan',
      before: { policy: 'default', overrides: {} },
      after: { policy: 'default', overrides: { maxDevices: 1 } }
    }
  );
});

t.test('an override that contradicts the policy is refused', async t => {
  const { binding } = await stageWith({ maxDevices: 5, maxByClass: { tv: 3 } });
  await t.rejects(
    binding.setAccountPolicy(
      { accountId: 'ada', policyName: 'default', overrides: { maxDevices: 2 }, reason: 'x' },
      caller
    ),
    { code: 'validation', problem: { errors: [{ path: '/overrides/maxByClass/tv' }] } }
  );
});

t.test('under overLimit keep, a lowered limit keeps the devices and lists which are too many', async t => {
  const { binding, register, pass } = await createStage();
  const first = await register('ada', id(1));
  pass(10);
  await register('ada', id(2));
  const { overLimit, deactivated } = await binding.setAccountPolicy(
    { accountId: 'ada', policyName: 'default', overrides: { maxDevices: 1 }, reason: 'downgrade' },
    caller
  );
  t.same(deactivated, []);
  t.same(
    overLimit.map(device => device.deviceId),
    [first.device?.deviceId]
  );
  const account = await binding.readAccount('ada');
  t.equal(account.slots.used, 2);
  t.equal(account.slots.free, 0);
  t.equal(account.overLimit.length, 1);
});

t.test(
  'under overLimit deactivate-oldest, a lowered limit removes the longest unused devices at once',
  async t => {
    const { binding, register, pass } = await createStage();
    const first = await register('ada', id(1));
    pass(10);
    await register('ada', id(2));
    const { overLimit, deactivated } = await binding.setAccountPolicy(
      {
        accountId: 'ada',
        policyName: 'default',
        overrides: { maxDevices: 1, overLimit: 'deactivate-oldest' },
        reason: 'downgrade'
      },
      caller
    );
    t.same(overLimit, []);
    t.same(
      deactivated.map(device => device.deviceId),
      [first.device?.deviceId]
    );
    const removed = await binding.readDevice('ada', first.device?.deviceId ?? '');
    t.match(removed, { state: 'removed', removedAs: 'over-limit' });
  }
);

t.test('a refused swap says when it is allowed, and staff can override it with a reason', async t => {
  const { binding, register, now, auditTrail, stored } = await stageWith({ maxDevices: 2, swaps: daily });
  const a = await register('ada', id(1));
  const b = await register('ada', id(2));
  await binding.removeDevice('ada', a.device?.deviceId ?? '', caller);
  const remove = () => binding.removeDevice('ada', b.device?.deviceId ?? '', caller);
  await t.rejects(remove(), {
    code: 'swap-not-allowed-yet',
    problem: {
      nextAllowedAt: now() + 86_400_000,
      conflicts: [{ deviceId: b.device?.deviceId, removable: false }]
    }
  });
  t.equal((await binding.readAccount('ada')).nextAllowedAt, now() + 86_400_000);
  const removal = await binding.removeDevice('ada', b.device?.deviceId ?? '', caller, { reason: 'TV broke' });
  t.equal(removal.device.removedAs, 'staff');
  t.match((await auditTrail()).at(-1), { action: 'device.removed', reason: 'TV broke', actor: 'test' });
  t.equal((await stored()).swaps.length, 1, 'the override counts as no swap');
});

t.test('a swap is allowed again after the window, or at once after a reset', async t => {
  const { binding, register, pass } = await stageWith({ maxDevices: 3, swaps: daily });
  const [a, b, c] = [
    await register('ada', id(1)),
    await register('ada', id(2)),
    await register('ada', id(3))
  ];
  const remove = (which: typeof a) => binding.removeDevice('ada', which.device?.deviceId ?? '', caller);
  await remove(a);
  pass(86_399);
  await t.rejects(remove(b), { code: 'swap-not-allowed-yet' });
  pass(1);
  await remove(b);
  await t.rejects(remove(c), { code: 'swap-not-allowed-yet' });
  pass(1);
  await binding.resetSwaps({ accountId: 'ada', reason: 'goodwill' }, caller);
  await remove(c);
});

t.test('a replacement is one swap; if it is refused, the old device keeps its slot', async t => {
  const { binding, register } = await stageWith({ maxDevices: 1, swaps: daily });
  const a = await register('ada', id(1));
  const b = await register('ada', id(2), { replaces: a.device?.deviceId });
  t.equal(b.registration.state, 'bound');
  const c = await register('ada', id(3), { replaces: b.device?.deviceId });
  t.equal(c.registration.problem?.code, 'swap-not-allowed-yet');
  t.equal((await binding.readDevice('ada', b.device?.deviceId ?? '')).state, 'active');
});

t.test('replace-oldest makes room and marks the removed device as replaced', async t => {
  const { binding, register, pass } = await stageWith({ maxDevices: 1, whenFull: 'replace-oldest' });
  const a = await register('ada', id(1));
  pass(1);
  t.equal((await register('ada', id(2))).registration.state, 'bound');
  const old = await binding.readDevice('ada', a.device?.deviceId ?? '');
  t.match(old, { state: 'removed', removedAs: 'replaced' });
});

t.test('an idle device frees its slot, gets no token, and can register again', async t => {
  const stage = await stageWith({ maxDevices: 1, idleAfterSeconds: 3600 });
  const request = await stage.bought();
  stage.pass(3599);
  await stage.binding.issueToken(request, caller);
  stage.pass(3600);
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'device-removed' });
  t.equal((await stage.binding.readAccount('ada')).slots.free, 1);
  const other = await stage.register('ada', id(2));
  t.equal(other.registration.state, 'bound');
  t.equal((await stage.binding.readDevice('ada', request.deviceId)).removedAs, 'idle');
});

t.test('a preview returns the decision and changes nothing', async t => {
  const { binding, register, stored } = await stageWith({ maxDevices: 1, swaps: daily });
  t.match(await binding.previewRegistration({ accountId: 'ada', drm: 'widevine' }), { allowed: true });
  const a = await register('ada', id(1));
  const deviceId = a.device?.deviceId ?? '';
  const before = await stored();
  t.match(await binding.previewRegistration({ accountId: 'ada', drm: 'widevine' }), {
    allowed: false,
    problem: { code: 'device-limit-reached', conflicts: [{ deviceId, removable: true }] }
  });
  t.match(await binding.previewRegistration({ accountId: 'ada', drm: 'widevine', replaces: deviceId }), {
    allowed: true,
    removes: [{ deviceId }]
  });
  t.match(await binding.previewRemoval('ada', deviceId), { allowed: true, counted: true, grace: false });
  t.same(await stored(), before);
  await binding.removeDevice('ada', deviceId, caller);
  const b = await register('ada', id(2));
  t.match(await binding.previewRemoval('ada', b.device?.deviceId ?? ''), {
    allowed: false,
    problem: { code: 'swap-not-allowed-yet' }
  });
  t.match(await binding.previewRemoval('ada', b.device?.deviceId ?? '', { reason: 'broken' }), {
    allowed: true,
    counted: false
  });
});

t.test('a preview of a registration that cannot start says why', async t => {
  const { binding } = await createStage();
  await binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  t.match(await binding.previewRegistration({ accountId: 'ada', drm: 'widevine' }), {
    allowed: false,
    removes: [],
    problem: { code: 'account-suspended' }
  });
  t.match(await binding.previewRegistration({ accountId: 'bob', drm: 'widevine', replaces: 'dev_none' }), {
    allowed: false,
    problem: { code: 'not-found' }
  });
});

t.test('an override admits a device beyond the limit, with its reason in the audit trail', async t => {
  const { register, auditTrail } = await stageWith({ maxDevices: 0 });
  t.equal((await register('ada', id(1))).registration.state, 'refused');
  const { registration } = await register('ada', id(1), { override: { reason: 'VIP' } });
  t.equal(registration.state, 'bound');
  t.match((await auditTrail()).at(-1), { action: 'registration.bound', reason: 'VIP' });
});

t.test('a removal says until when licenses may still play', async t => {
  const stage = await createStage({ tokenTtl: 600 });
  const request = await stage.bought();
  t.equal((await stage.binding.previewRemoval('ada', request.deviceId)).playableUntil, undefined);
  const { expiresAt } = await stage.binding.issueToken(request, caller);
  t.equal((await stage.binding.removeDevice('ada', request.deviceId, caller)).playableUntil, expiresAt);
});
