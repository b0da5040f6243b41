import t from 'tap';
import { caller, createStage } from './support/stage.ts';

const idOf = (digit: number) => String(digit).repeat(32);
const day = 86_400;

t.test(
  'a device whose id has changed keeps its slot twice in 30 days, and is then told when it may again',
  async t => {
    const { binding, register, pass, auditTrail } = await createStage();
    await binding.savePolicy({ name: 'default', maxDevices: 1 }, caller);
    const { device } = await register('ada', idOf(0));
    const deviceId = device?.deviceId ?? '';
    const rebind = (digit: number) => register('ada', idOf(digit), { device: { deviceId, rebind: true } });
    for (const digit of [1, 2]) {
      pass(day);
      const rebound = await rebind(digit);
      t.match(rebound.device, { deviceId, bindings: [{ drm: 'widevine', drmDeviceId: idOf(digit) }] });
      t.match(await binding.readDevice('ada', deviceId), { bindings: [{ drmDeviceId: idOf(digit) }] });
    }
    pass(day);
    const { registration } = await rebind(3);
    t.match(registration, { state: 'refused', problem: { code: 'swap-not-allowed-yet' } });
    const nextAllowedAt = registration.problem?.nextAllowedAt ?? 0;
    t.match(await binding.readDevice('ada', deviceId), { bindings: [{ drmDeviceId: idOf(2) }] });
    t.equal((await binding.readAccount('ada')).slots.used, 1, 'there was never a second slot');
    t.match(
      (await auditTrail()).filter(({ action }) => action === 'device.rebound'),
      [
        { subject: deviceId, before: { drmDeviceId: idOf(0) }, after: { drmDeviceId: idOf(1) } },
        { subject: deviceId, before: { drmDeviceId: idOf(1) }, after: { drmDeviceId: idOf(2) } }
      ]
    );

    pass((nextAllowedAt - registration.createdAt) / 1000 - 1);
    t.match(
      await rebind(3),
      { registration: { problem: { nextAllowedAt } } },
      'a second before it is still refused'
    );
    pass(1);
    t.match(await rebind(3), { registration: { state: 'bound' } });
  }
);

t.test('the policy says how often, and a staff override counts as no change', async t => {
  const { binding, register } = await createStage();
  await binding.savePolicy(
    { name: 'default', maxDevices: 3, rebinds: { max: 0, windowSeconds: day } },
    caller
  );
  const { device } = await register('ada', idOf(0));
  const deviceId = device?.deviceId ?? '';
  const refused = await register('ada', idOf(1), { device: { deviceId, rebind: true } });
  t.match(refused.registration.problem, { code: 'swap-not-allowed-yet', nextAllowedAt: undefined });
  const override = { reason: 'a new profile' };
  for (const digit of [1, 2]) {
    const outcome = await register('ada', idOf(digit), { device: { deviceId, rebind: true }, override });
    t.match(outcome.device, { deviceId, bindings: [{ drmDeviceId: idOf(digit) }] });
  }
  await t.rejects(
    binding.savePolicy({ name: 'default', maxDevices: 3, rebinds: { max: -1, windowSeconds: 0 } }, caller),
    {
      code: 'validation',
      problem: { errors: [{ path: '/rebinds/max' }, { path: '/rebinds/windowSeconds' }] }
    }
  );
});

t.test(
  'an unchanged id uses up no change, and an id of another device of the account takes no slot over',
  async t => {
    const { register, store } = await createStage();
    const { device } = await register('ada', idOf(0));
    const other = await register('ada', idOf(1));
    const deviceId = device?.deviceId ?? '';
    const rebind = { device: { deviceId, rebind: true } };
    t.equal((await register('ada', idOf(0), rebind)).device?.deviceId, deviceId);
    t.equal((await register('ada', idOf(1), rebind)).device?.deviceId, other.device?.deviceId);
    t.strictSame(await store.listSwaps('ada', 0), []);
  }
);

t.test('a rebind names its device', async t => {
  const { register } = await createStage();
  await t.rejects(register('ada', idOf(0), { device: { rebind: true } }), {
    code: 'validation',
    problem: { errors: [{ path: '/device/rebind' }] }
  });
});
