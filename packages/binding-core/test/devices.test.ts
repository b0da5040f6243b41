import t from 'tap';
import { caller, createStage } from './support/stage.ts';

t.test('an account for which nothing is stored has only free slots', async t => {
  const { binding } = await createStage();
  t.match(await binding.readAccount('nobody'), {
    policy: { name: 'default', maxDevices: 3 },
    slots: { total: 3, used: 0, free: 3, byClass: {} }
  });
});

t.test('a removed device frees its slot, stays listed, and is removed only once', async t => {
  const { binding, register, pass, now } = await createStage();
  const { device } = await register('ada', 'a'.repeat(32));
  const removedAt = now();
  const deviceId = device?.deviceId ?? '';
  const removal = await binding.removeDevice('ada', deviceId, caller);
  t.match(removal.device, { state: 'removed', removedAt, removedAs: 'customer' });
  pass(5);
  t.equal((await binding.removeDevice('ada', deviceId, caller)).device.removedAt, removedAt);
  t.equal((await binding.readAccount('ada')).slots.used, 0);
  t.equal((await binding.listDevices('ada', { limit: 10 })).items[0]?.state, 'removed');
});

t.test('a removed device that registers again gets a new slot', async t => {
  const { binding, register } = await createStage();
  const first = await register('ada', 'a'.repeat(32));
  await binding.removeDevice('ada', first.device?.deviceId ?? '', caller);
  const second = await register('ada', 'a'.repeat(32));
  t.equal(second.registration.state, 'bound');
  t.not(second.device?.deviceId, first.device?.deviceId);
});

t.test('a device can be renamed while it is active', async t => {
  const { binding, register } = await createStage();
  const { device } = await register('ada', 'a'.repeat(32));
  const deviceId = device?.deviceId ?? '';
  t.equal((await binding.renameDevice('ada', deviceId, 'Living room', caller)).name, 'Living room');
  t.equal((await binding.readDevice('ada', deviceId)).bindings.length, 1, 'its bindings stay');
  await t.rejects(binding.renameDevice('ada', deviceId, '  ', caller), { code: 'validation' });
  await binding.removeDevice('ada', deviceId, caller);
  await t.rejects(binding.renameDevice('ada', deviceId, 'Attic', caller), { code: 'device-removed' });
});

t.test("another account's device is not-found", async t => {
  const { binding, register } = await createStage();
  const { device } = await register('ada', 'a'.repeat(32));
  const deviceId = device?.deviceId ?? '';
  await t.rejects(binding.readDevice('bob', deviceId), { code: 'not-found' });
  await t.rejects(binding.removeDevice('bob', deviceId, caller), { code: 'not-found' });
  await t.rejects(binding.renameDevice('bob', deviceId, 'x', caller), { code: 'not-found' });
});
