import t from 'tap';
import { redeem } from './support/calls.ts';
import { newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

t.test('the worker of the service binds what was redeemed', async t => {
  const emulator = await startEmulator(t);
  const { call } = await startService(t, 'sqlite::memory:', emulator.url, {
    LOOKUP_WORKER: 'true',
    LOOKUP_INTERVAL_MS: '50'
  });
  const { body } = await call('POST', '/v1/accounts/ada/registrations', { drm: 'widevine' });
  await redeem(body.licenseUrl, newDeviceId());
  const registration = await call('GET', `/v1/registrations/${body.registrationId}?wait=30`);
  t.match(registration.body, { state: 'bound' });
  const { items } = (await call('GET', '/v1/audit-events?actor=worker')).body;
  t.match(items, [{ action: 'registration.bound' }]);
});
