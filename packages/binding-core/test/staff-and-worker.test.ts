import t from 'tap';
import { BindingError, toRfc3339 } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const A = 'a'.repeat(32);

t.test('a suspended account neither registers nor gets tokens, until it is resumed', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  t.equal((await stage.binding.readAccount('ada')).suspendedAt, stage.now());
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'account-suspended' });
  await t.rejects(stage.register('ada', A), { code: 'account-suspended' });
  await stage.binding.resumeAccount({ accountId: 'ada', reason: 'cleared' }, caller);
  t.equal((await stage.binding.issueToken(request, caller)).binding, 'unverified');
});

t.test('an account that is suspended while a registration is pending gets no device', async t => {
  const { binding, licenses } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.redeem(registration.cookie, A);
  await binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.match(outcome.registration, { state: 'refused', problem: { code: 'account-suspended' } });
  t.strictSame((await binding.listDevices('ada', { limit: 10 })).items, []);
});

t.test('an account that is suspended while ExpressPlay answers gets no token', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.meanwhile(async () => {
    await stage.binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  });
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'account-suspended' });
});

t.test('every change by staff needs a reason and writes before and after to the audit trail', async t => {
  const { binding, now } = await createStage();
  await t.rejects(binding.suspendAccount({ accountId: 'ada', reason: '' }, caller), { code: 'validation' });
  await binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  const { items } = await binding.listAuditEvents({ accountId: 'ada' }, { limit: 10 });
  t.match(items, [
    {
      action: 'account.suspended',
      reason: 'fraud check',
      actor: 'test',
      after: { suspendedAt: toRfc3339(now()) }
    }
  ]);
});

t.test('audit events are found by account, action, actor, subject and time', async t => {
  const { binding, register, pass, now } = await createStage();
  await register('ada', A);
  pass(60);
  const { device } = await register('bob', A);
  const count = async (filter: Parameters<typeof binding.listAuditEvents>[0]) =>
    (await binding.listAuditEvents(filter, { limit: 100 })).items.length;
  t.equal(await count({}), 5);
  t.equal(await count({ accountId: 'ada' }), 2);
  t.equal(await count({ action: 'registration.bound' }), 2);
  t.equal(await count({ actor: 'nobody' }), 0);
  t.equal(await count({ subject: device?.deviceId }), 1);
  t.equal(await count({ from: now() }), 3);
  t.equal(await count({ to: now() }), 2);
});

t.test('the worker settles a redeemed registration without polling by a client', async t => {
  const { binding, licenses, pass } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.redeem(registration.cookie, A);
  t.match(await binding.lookUpDue(), { lookedUp: 0 }, 'not before a device can have redeemed');
  pass(2);
  t.match(await binding.lookUpDue(), { lookedUp: 1, settled: 1, errors: [] });
  t.equal((await binding.readRegistration(registration.registrationId)).registration.state, 'bound');
  t.match(await binding.lookUpDue(), { lookedUp: 0 });
});

t.test('the wait between look-ups of a pending registration grows', async t => {
  const { binding, pass, licenses } = await createStage();
  await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  const lookedUpAt: number[] = [];
  for (let second = 0; second < 64; second++) {
    if ((await binding.lookUpDue()).lookedUp > 0) lookedUpAt.push(second);
    pass(1);
  }
  t.same(lookedUpAt, [2, 4, 8, 16, 32]);
  t.equal(licenses.requests.length, 1);
});

t.test('two workers share the look-ups and repeat none', async t => {
  const { binding, pass } = await createStage();
  for (let i = 0; i < 5; i++)
    await binding.startRegistration({ accountId: `account ${i}`, drm: 'widevine' }, caller);
  pass(2);
  const rounds = await Promise.all([binding.lookUpDue(), binding.lookUpDue()]);
  t.equal(rounds[0].lookedUp + rounds[1].lookedUp, 5);
});

t.test('look-ups stay within the budget per minute', async t => {
  const { binding, pass } = await createStage({ lookUpsPerMinute: 3 });
  for (let i = 0; i < 5; i++)
    await binding.startRegistration({ accountId: `account ${i}`, drm: 'widevine' }, caller);
  pass(2);
  t.equal((await binding.lookUpDue()).lookedUp, 3);
  pass(30);
  t.equal((await binding.lookUpDue()).lookedUp, 0);
  pass(30);
  t.equal((await binding.lookUpDue()).lookedUp, 3);
});

t.test('a failed look-up is reported and tried again later', async t => {
  const { binding, licenses, pass } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  pass(2);
  t.match(await binding.lookUpDue(), { settled: 0, errors: [{ code: 'upstream-timeout' }] });
  licenses.failWith(undefined);
  licenses.redeem(registration.cookie, A);
  pass(2);
  t.match(await binding.lookUpDue(), { settled: 1 });
});

t.test('the worker writes that a registration has expired', async t => {
  const { binding, pass, store, auditTrail } = await createStage({ registrationTtl: 60 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  pass(60);
  t.match(await binding.lookUpDue(), { settled: 1 });
  t.equal((await store.findRegistration(registration.registrationId))?.state, 'expired');
  t.equal((await auditTrail()).at(-1)?.action, 'registration.expired');
});

t.test('look-ups go on when the clock is set back', async t => {
  const { binding, licenses, pass, setBack } = await createStage({ lookUpsPerMinute: 5 });
  const start = async (accountId: string) =>
    (await binding.startRegistration({ accountId, drm: 'widevine' }, caller)).registration;
  const before = await start('ada');
  pass(2);
  t.match(await binding.lookUpDue(), { lookedUp: 1, settled: 0 });
  setBack(3600);
  const after = await start('bob');
  for (const { cookie } of [before, after]) licenses.redeem(cookie, A);
  pass(2);
  t.match(await binding.lookUpDue(), { lookedUp: 2, settled: 2, errors: [] });
  for (const { registrationId } of [before, after])
    t.match(await binding.readRegistration(registrationId), { registration: { state: 'bound' } });
});

t.test('look-ups follow a clock that is set ahead', async t => {
  const { binding, setBack } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  setBack(-3600);
  t.match(await binding.lookUpDue(), { lookedUp: 1, settled: 1 });
  t.match(await binding.readRegistration(registration.registrationId), {
    registration: { state: 'expired' }
  });
});
