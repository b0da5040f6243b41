import t from 'tap';
import { BindingError } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

t.test('a registration starts pending, with a cookie of 32 characters in its dummy token', async t => {
  const { binding, licenses } = await createStage();
  const { registration, license, dummyContent } = await binding.startRegistration(
    { accountId: 'ada', drm: 'widevine' },
    caller
  );
  t.equal(registration.state, 'pending');
  t.match(registration.registrationId, /^reg_[0-9a-f]{32}$/);
  t.match(registration.cookie, /^[A-Za-z0-9_-]{32}$/);
  t.equal(licenses.requests[0]?.cookie, registration.cookie);
  t.equal(licenses.requests[0]?.deviceId, undefined, 'the dummy token is for any device');
  t.equal(licenses.requests[0]?.expiresAt, registration.expiresAt, 'and dies with the registration');
  t.equal(license.licenseUrl, 'https://license.example/1');
  t.equal(dummyContent.kid, 'd'.repeat(32));
});

t.test('without a redemption it stays pending', async t => {
  const { binding } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'pending');
  t.equal(outcome.device, undefined);
});

t.test('one redemption binds exactly the device id that was recorded', async t => {
  const { binding, register } = await createStage();
  const { registration, device } = await register('ada', A);
  t.equal(registration.state, 'bound');
  t.equal(registration.deviceId, device?.deviceId);
  t.match(device?.bindings, [{ drm: 'widevine', drmDeviceId: A, cookie: registration.cookie }]);
  t.same((await binding.readRegistration(registration.registrationId)).device, device);
});

t.test('the same device redeeming twice is still one device', async t => {
  const { binding, licenses } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.redeem(registration.cookie, A);
  licenses.redeem(registration.cookie, A);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'bound');
});

t.test('two devices under one cookie bind nothing, and the problem says what to do next', async t => {
  const { binding, licenses } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  licenses.redeem(registration.cookie, A);
  licenses.redeem(registration.cookie, B);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'ambiguous');
  t.equal(outcome.registration.problem?.code, 'binding-ambiguous');
  t.match(outcome.registration.problem?.detail, /new registration/);
  t.equal((await binding.readAccount('ada')).slots.used, 0);
});

t.test('a settled registration never changes again', async t => {
  const { binding, licenses, register } = await createStage();
  const { registration, device } = await register('ada', A);
  licenses.redeem(registration.cookie, B);
  const again = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(again.registration.state, 'bound');
  t.same(again.device, device);
});

t.test('a device that is bound already gets its own slot again', async t => {
  const { binding, register } = await createStage();
  const first = await register('ada', A);
  const second = await register('ada', A);
  t.equal(second.registration.state, 'bound');
  t.equal(second.device?.deviceId, first.device?.deviceId);
  t.equal((await binding.readAccount('ada')).slots.used, 1);
});

t.test(
  'a full account refuses a new device, names its conflicts, and still binds a known device',
  async t => {
    const { binding, register } = await createStage();
    for (const id of ['1', '2', '3']) await register('ada', id.repeat(32));
    const { registration } = await register('ada', A);
    t.equal(registration.state, 'refused');
    t.equal(registration.problem?.code, 'device-limit-reached');
    t.equal(registration.problem?.conflicts?.length, 3);
    t.equal((await register('ada', '2'.repeat(32))).registration.state, 'bound');
    t.equal((await binding.readAccount('ada')).slots.used, 3);
  }
);

t.test('the limit holds under concurrent completions', async t => {
  const { binding, licenses } = await createStage();
  const started = await Promise.all(
    Array.from({ length: 20 }, () => binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller))
  );
  started.forEach(({ registration }, i) => {
    licenses.redeem(registration.cookie, i.toString(16).padStart(32, '0'));
  });
  const outcomes = await Promise.all(
    started.map(({ registration }) => binding.completeRegistration(registration.registrationId, caller))
  );
  const states = outcomes.map(outcome => outcome.registration.state);
  t.equal(states.filter(state => state === 'bound').length, 3);
  t.equal(states.filter(state => state === 'refused').length, 17);
});

t.test('a replaced device is removed when the new one is bound, and not before', async t => {
  const { binding, licenses, register } = await createStage();
  const old = await register('ada', A);
  await register('ada', '2'.repeat(32));
  await register('ada', '3'.repeat(32));
  const replaces = old.device?.deviceId ?? '';
  const { registration } = await binding.startRegistration(
    { accountId: 'ada', drm: 'widevine', replaces },
    caller
  );
  t.equal((await binding.readDevice('ada', replaces)).state, 'active');
  licenses.redeem(registration.cookie, B);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'bound');
  t.equal((await binding.readDevice('ada', replaces)).state, 'removed');
  t.equal((await binding.readAccount('ada')).slots.used, 3);
});

t.test('only an active device of the account can be replaced', async t => {
  const { binding, register } = await createStage();
  const other = await register('bob', A);
  const replaces = other.device?.deviceId ?? '';
  const start = (accountId: string) =>
    binding.startRegistration({ accountId, drm: 'widevine', replaces }, caller);
  await t.rejects(start('ada'), { code: 'not-found' });
  await binding.removeDevice('bob', replaces, caller);
  await t.rejects(start('bob'), { code: 'device-removed' });
});

t.test('a registration expires after its time, even if its device redeems later', async t => {
  const { binding, licenses, pass } = await createStage({ registrationTtl: 60 });
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  pass(59);
  t.equal((await binding.readRegistration(registration.registrationId)).registration.state, 'pending');
  pass(1);
  licenses.redeem(registration.cookie, A);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'expired');
  t.equal(outcome.registration.problem?.code, 'registration-expired');
});

t.test('a cancelled registration binds nothing', async t => {
  const { binding, licenses } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  await binding.cancelRegistration(registration.registrationId, caller);
  await binding.cancelRegistration(registration.registrationId, caller);
  licenses.redeem(registration.cookie, A);
  const outcome = await binding.completeRegistration(registration.registrationId, caller);
  t.equal(outcome.registration.state, 'cancelled');
  t.equal(outcome.registration.problem?.code, 'registration-cancelled');
});

t.test('a bound registration cannot be cancelled', async t => {
  const { binding, register } = await createStage();
  const { registration } = await register('ada', A);
  await t.rejects(binding.cancelRegistration(registration.registrationId, caller), {
    code: 'registration-settled'
  });
});

t.test('if ExpressPlay returns no token, nothing is stored', async t => {
  const { binding, licenses, stored } = await createStage();
  licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  await t.rejects(binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller), {
    code: 'upstream-timeout'
  });
  t.equal((await stored()).registrations.length, 0);
});

t.test('an unknown registration is not-found', async t => {
  const { binding } = await createStage();
  await t.rejects(binding.readRegistration('reg_x'), { code: 'not-found' });
  await t.rejects(binding.completeRegistration('reg_x', caller), { code: 'not-found' });
  await t.rejects(binding.cancelRegistration('reg_x', caller), { code: 'not-found' });
});

t.test('every step is in the audit trail, with its actor', async t => {
  const { register, auditTrail } = await createStage();
  await register('ada', A);
  t.match(await auditTrail(), [
    { action: 'registration.started', actor: 'test', accountId: 'ada' },
    { action: 'registration.bound', actor: 'test', accountId: 'ada' }
  ]);
});

t.test('a registration that is pending or bound gets another dummy token with the same cookie', async t => {
  const { binding, licenses, register } = await createStage();
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  await binding.renewDummyToken(registration.registrationId);
  t.match(licenses.requests[1], { cookie: registration.cookie, expiresAt: registration.expiresAt });
  const found = await binding.readRegistrationByCookie(registration.cookie);
  t.equal(found.registration.registrationId, registration.registrationId);
  await t.rejects(binding.readRegistrationByCookie('none'), { code: 'not-found' });
  // A player that registers at each start has no other cookie.
  const bound = await register('ada', A);
  await binding.renewDummyToken(bound.registration.registrationId);
  t.equal(licenses.requests.at(-1)?.cookie, bound.registration.cookie);
  await binding.removeDevice('ada', String(bound.device?.deviceId), caller);
  await t.rejects(binding.renewDummyToken(bound.registration.registrationId), { code: 'device-removed' });
  await binding.cancelRegistration(registration.registrationId, caller);
  await t.rejects(binding.renewDummyToken(registration.registrationId), { code: 'registration-cancelled' });
});
