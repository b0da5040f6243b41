import t from 'tap';
import { redeem } from './support/calls.ts';
import { newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const registrations = '/v1/accounts/ada/registrations';
const device = { drm: 'widevine', device: { name: 'TV', class: 'tv' } };

t.test('a device is bound through records of other names, and a cookie in a header', async t => {
  const emulator = await startEmulator(t, {
    records: { shape: 'wrapped', envelope: 'data', members: { deviceId: 'DevNo', cookie: 'tag' } },
    cookieHeader: 'x-correlation'
  });
  const { call } = await startService(t, 'sqlite::memory:', emulator.url, {
    EXPRESSPLAY_RECORD_FORMAT: '{"envelope":"data","members":{"deviceId":"DevNo","cookie":"tag"}}',
    EXPRESSPLAY_COOKIE_TRANSPORT: 'header:x-correlation'
  });
  const tv = newDeviceId();
  const { body } = await call('POST', registrations, device);
  await redeem(body.licenseUrl, tv);
  const bound = await call('POST', `/v1/registrations/${body.registrationId}/complete`);
  t.match(bound.body, { state: 'bound', device: { bindings: [{ drm: 'widevine', drmDeviceId: tv }] } });
});

for (const [name, records] of [
  ['nested records', { shape: 'nested' }],
  ['XML records', { shape: 'xml' }],
  ['records of unknown names', { members: { deviceId: 'DevNo' } }]
] as const) {
  t.test(
    `${name} are a problem that shows their shape, and never leave the registration pending`,
    async t => {
      const emulator = await startEmulator(t, { records });
      const { call } = await startService(t, 'sqlite::memory:', emulator.url);
      const tv = newDeviceId();
      const { body } = await call('POST', registrations, device);
      await redeem(body.licenseUrl, tv);
      const failed = await call('POST', `/v1/registrations/${body.registrationId}/complete`);
      t.match(failed, {
        status: 502,
        body: { code: 'upstream-rejected', detail: /cannot be read\. Its shape is .*event_id/ }
      });
      t.notMatch(failed.text, tv);
      t.notMatch(failed.text, body.cookie);
    }
  );
}

t.test(
  'the restriction goes out under every configured name, so that one known spelling is enough',
  async t => {
    const emulator = await startEmulator(t, { deviceIdParameters: ['DeviceID'] });
    const { call } = await startService(t, 'sqlite::memory:', emulator.url, {
      EXPRESSPLAY_DEVICE_ID_PARAMETER: 'deviceId,DeviceID',
      DEVICE_BINDING_ENFORCED: 'widevine'
    });
    const [tv, stranger] = [newDeviceId(), newDeviceId()];
    const { body } = await call('POST', registrations, device);
    await redeem(body.licenseUrl, tv);
    const bound = await call('POST', `/v1/registrations/${body.registrationId}/complete`);
    await call('PUT', '/v1/contents/film', {
      kid: '5'.repeat(32),
      key: { kind: 'clear', value: '6'.repeat(32) }
    });
    await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
    const token = await call('POST', '/v1/accounts/ada/tokens', {
      contentId: 'film',
      deviceId: bound.body.device.deviceId
    });
    t.equal((await redeem(token.body.licenseUrl, stranger)).status, 403);
    t.equal((await redeem(token.body.licenseUrl, tv)).status, 200);
  }
);
