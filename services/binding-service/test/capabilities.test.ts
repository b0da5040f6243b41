import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

interface CapabilityItem {
  readonly drm: string;
}

onEachDatabase('what was configured and what was learned is shown', async (t, database) => {
  const emulator = await startEmulator(t, { deviceBinding: { widevine: 'rejected' } });
  const { call } = await startService(t, await database.createUrl(t), emulator.url, {
    DEVICE_BINDING_UNSUPPORTED: 'fairplay',
    DEVICE_BINDING_ENFORCED: 'playready',
    ALLOW_UNBOUND_DRMS: 'fairplay'
  });
  const capabilityOf = async (drm: string) =>
    (await call('GET', '/v1/capabilities')).body.items.find((item: CapabilityItem) => item.drm === drm);

  const enforced = { deviceBinding: 'enforced', allowUnbound: false };
  t.strictSame(await capabilityOf('widevine'), { drm: 'widevine', ...enforced });
  t.strictSame(await capabilityOf('playready'), { drm: 'playready', ...enforced, configured: 'enforced' });
  t.strictSame(await capabilityOf('fairplay'), {
    drm: 'fairplay',
    deviceBinding: 'unsupported',
    configured: 'unsupported',
    allowUnbound: true
  });

  const { token } = await buyFilm(call, 'ada');
  const calls = () => emulator.calls.tokens.widevine;
  t.match(await call('POST', '/v1/accounts/ada/tokens', token), {
    status: 422,
    body: { code: 'binding-unsupported', upstream: { code: /-7002|-6008/ } }
  });
  t.match(await capabilityOf('widevine'), {
    deviceBinding: 'unsupported',
    learned: { deviceBinding: 'unsupported', learnedAt: /Z$/, upstreamCode: Number }
  });
  const before = calls();
  t.equal((await call('POST', '/v1/accounts/ada/tokens', token)).status, 422);
  t.equal(calls(), before, 'what was learned needs no further call');

  const fairplay = (await register(call, 'ada', newDeviceId(), { drm: 'fairplay' })).body.device;
  const unbound = await call('POST', '/v1/accounts/ada/tokens', {
    ...token,
    deviceId: fairplay.deviceId
  });
  t.match(unbound, { status: 201, body: { drm: 'fairplay', binding: 'unsupported' } });
});
