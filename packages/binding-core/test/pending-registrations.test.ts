import t from 'tap';
import { BindingError } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

t.test('a device that redeemed in time is bound, also when nobody looked before the end', async t => {
  const { binding, licenses, pass } = await createStage({ registrationTtl: 60 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  pass(59);
  licenses.redeem(registration.cookie, A);
  pass(10);
  licenses.redeem(registration.cookie, B);
  const { registrationId } = registration;
  t.equal((await binding.readRegistration(registrationId)).registration.state, 'pending', 'not settled yet');
  t.match(await binding.completeRegistration(registrationId, caller), {
    registration: { state: 'bound' },
    device: { bindings: [{ drmDeviceId: A }] }
  });
});

t.test('a registration is looked up after its end before it has expired, and never again', async t => {
  const { binding, licenses, pass } = await createStage({ registrationTtl: 60 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  const complete = () => binding.completeRegistration(registration.registrationId, caller);
  pass(60);
  licenses.failWith(new BindingError({ code: 'upstream-unavailable', detail: 'Try again.' }));
  await t.rejects(complete(), { code: 'upstream-unavailable' });
  licenses.failWith(undefined);
  const before = licenses.lookUps();
  t.equal((await complete()).registration.state, 'expired');
  t.equal((await complete()).registration.state, 'expired');
  t.equal(licenses.lookUps() - before, 1);
});

t.test('nobody gets another dummy token after the end', async t => {
  const { binding, pass } = await createStage({ registrationTtl: 60 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  pass(60);
  await t.rejects(binding.renewDummyToken(registration.registrationId), { code: 'registration-expired' });
});

t.test('an account has no more pending registrations than its policy allows', async t => {
  const { binding, licenses, pass } = await createStage({ registrationTtl: 60 });
  await binding.savePolicy({ name: 'default', maxDevices: 3, maxPendingRegistrations: 4 }, caller);
  const wanted = { accountId: 'ada', drm: 'widevine' } as const;
  const start = () => binding.startRegistration(wanted, caller);
  const results = await Promise.allSettled(Array.from({ length: 12 }, start));
  const started = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  t.equal(started.length, 4, 'also when they start at the same time');

  const calls = licenses.requests.length;
  await t.rejects(start(), { code: 'registration-limit-reached' });
  t.equal(licenses.requests.length, calls, 'refused before a call to ExpressPlay');
  t.match(await binding.previewRegistration(wanted), {
    allowed: false,
    problem: { code: 'registration-limit-reached' }
  });
  await binding.startRegistration({ ...wanted, accountId: 'bob' }, caller);
  await binding.startRegistration({ ...wanted, override: { reason: 'A shop window.' } }, caller);

  await binding.cancelRegistration(started[0]!.registration.registrationId, caller);
  await t.rejects(start(), { code: 'registration-limit-reached' }, 'four are left');
  pass(60);
  await start();
});

t.test('50 registrations may be pending where the policy does not say it', async t => {
  const { binding } = await createStage();
  const start = () => binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  for (let i = 0; i < 50; i++) await start();
  await t.rejects(start(), { code: 'registration-limit-reached' });
});

t.test('the budget of an account counts the tokens of registrations', async t => {
  const { binding, licenses, pass, stored } = await createStage({
    tokenBudget: { max: 2, windowSeconds: 60 }
  });
  const start = () => binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  const { registration } = await start();
  await binding.renewDummyToken(registration.registrationId);
  const renew = () => binding.renewDummyToken(registration.registrationId);
  await t.rejects(start(), { code: 'token-budget-exhausted' });
  await t.rejects(renew(), { code: 'token-budget-exhausted' });
  t.equal(licenses.requests.length, 2, 'refused before a call to ExpressPlay');
  t.match(await binding.readAccount('ada'), { tokenBudget: { used: 2 } });
  pass(60);
  await start();
  t.match(await binding.readAccount('ada'), { tokenBudget: { used: 1 } });
  pass(1);
  await binding.purge();
  t.equal((await stored()).dummy_tokens.length, 1, 'what counts no more is deleted');
});

t.test('one account with many registrations does not delay the look-up of another', async t => {
  const { binding, licenses, pass } = await createStage({ lookUpsPerMinute: 60 });
  for (let i = 0; i < 50; i++)
    await binding.startRegistration({ accountId: 'many', drm: 'widevine' }, caller);
  pass(30);
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.redeem(registration.cookie, A);
  pass(2);
  await binding.lookUpDue();
  t.equal((await binding.readRegistration(registration.registrationId)).registration.state, 'bound');
});

t.test('the look-ups of an account with many registrations leave most of the budget to others', async t => {
  const { binding, licenses, pass } = await createStage({ lookUpsPerMinute: 600 });
  for (let i = 0; i < 50; i++)
    await binding.startRegistration({ accountId: 'many', drm: 'widevine' }, caller);
  for (let second = 0; second < 60; second++) {
    await binding.lookUpDue();
    pass(1);
  }
  t.ok(licenses.lookUps() >= 50, 'each was looked up');
  t.ok(licenses.lookUps() <= 150, `${licenses.lookUps()} of 600`);
});

t.test('who waits for a registration has it looked up, within half of the budget', async t => {
  const { binding, licenses } = await createStage({ lookUpsPerMinute: 6 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  for (let i = 0; i < 10; i++) await binding.lookUpAwaited(registration.registrationId);
  t.equal(licenses.lookUps(), 3);
});
