import t from 'tap';
import { caller, createStage } from './support/stage.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

t.test('a device of another account can be bound, too, and that is audited', async t => {
  const { register, auditTrail } = await createStage();
  await register('ada', A);
  t.equal((await register('bob', A)).registration.state, 'bound');
  t.match(
    (await auditTrail('bob')).filter(event => event.action === 'device.shared'),
    [{ accountId: 'bob', details: { otherAccounts: ['ada'] } }]
  );
});

t.test('a policy that refuses shared devices refuses one until the other account has removed it', async t => {
  const { binding, register } = await createStage();
  await binding.savePolicy({ name: 'default', maxDevices: 3, sharedDevices: 'refuse' }, caller);
  const ada = await register('ada', A);
  t.equal((await register('bob', A)).registration.problem?.code, 'device-in-other-account');
  t.equal((await register('ada', A)).registration.state, 'bound', 'its own account is no other');
  await binding.removeDevice('ada', ada.device?.deviceId ?? '', caller);
  t.equal((await register('bob', A)).registration.state, 'bound');
});

t.test('a second DRM joins the slot of its device', async t => {
  const { binding, register } = await createStage();
  const { device } = await register('ada', A);
  const deviceId = device?.deviceId ?? '';
  const joined = await register('ada', B, { drm: 'playready', device: { deviceId } });
  t.equal(joined.registration.state, 'bound');
  t.equal(joined.device?.deviceId, deviceId);
  t.match((await binding.readDevice('ada', deviceId)).bindings, [{ drm: 'playready' }, { drm: 'widevine' }]);
  t.equal((await binding.readAccount('ada')).slots.used, 1);
});

t.test('a token request must name the DRM if the device has two', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.register('ada', B, { drm: 'playready', device: { deviceId: request.deviceId } });
  await t.rejects(stage.binding.issueToken(request, caller), {
    code: 'validation',
    problem: { errors: [{ path: '/drm' }] }
  });
  t.equal((await stage.binding.issueToken({ ...request, drm: 'playready' }, caller)).drm, 'playready');
});

t.test('a second device under the same DRM cannot join the slot', async t => {
  const { binding, register, licenses } = await createStage();
  const { device } = await register('ada', A);
  const deviceId = device?.deviceId ?? '';
  await t.rejects(register('ada', B, { device: { deviceId } }), { code: 'device-already-bound' });
  const start = () =>
    binding.startRegistration({ accountId: 'ada', drm: 'playready', device: { deviceId } }, caller);
  const [one, two] = [await start(), await start()];
  licenses.redeem(one.registration.cookie, '1'.repeat(32));
  licenses.redeem(two.registration.cookie, '2'.repeat(32));
  const first = await binding.completeRegistration(one.registration.registrationId, caller);
  const second = await binding.completeRegistration(two.registration.registrationId, caller);
  t.equal(first.registration.state, 'bound');
  t.equal(second.registration.problem?.code, 'device-already-bound');
});

t.test('joining and replacing exclude each other', async t => {
  const { register } = await createStage();
  const { device } = await register('ada', A);
  const deviceId = device?.deviceId ?? '';
  await t.rejects(register('ada', B, { drm: 'playready', device: { deviceId }, replaces: deviceId }), {
    code: 'validation'
  });
});
