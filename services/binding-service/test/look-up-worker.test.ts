import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { newDeviceId, register } from './support/flow.ts';
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

onEachDatabase(
  'the worker finds out that a device could redeem the token of another one',
  async (t, database) => {
    const emulator = await startEmulator(t, { deviceIdParameters: ['another_spelling'] });
    const { call, log } = await startService(t, await database.createUrl(t), emulator.url, {
      LOOKUP_WORKER: 'true',
      LOOKUP_INTERVAL_MS: '50'
    });
    const device = newDeviceId();
    const { deviceId } = (await register(call, 'ada', device)).body.device;
    const { body } = await call('POST', `/v1/accounts/ada/devices/${deviceId}/binding-checks`, {});
    t.match(await redeem(body.licenseUrl, device), { status: 200 }, 'the restriction is ignored');

    // Nobody completes the check.
    const completed = `/v1/audit-events?action=binding-check.completed&subject=${body.checkId}`;
    let events = [];
    while (events.length === 0) {
      await sleep(100);
      events = (await call('GET', completed)).body.items;
    }
    t.match(events, [{ actor: 'worker', details: { state: 'not-enforced' } }]);
    const { items } = (await call('GET', '/v1/capabilities')).body;
    t.match(
      items.find(({ drm }: { drm: string }) => drm === 'widevine'),
      { deviceBinding: 'unsupported', source: 'checked', checkId: body.checkId }
    );
    t.ok(
      log.some(line => /"level":50/.test(line) && /does not enforce/.test(line)),
      'the log says so as an error'
    );
  }
);
