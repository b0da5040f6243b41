import { onEachDatabase } from './support/databases.ts';
import { buyFilm, film, newDeviceId, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

interface CapabilityItem {
  readonly drm: string;
}

onEachDatabase('a capability says what is known, and from where', async (t, database) => {
  const emulator = await startEmulator(t, { deviceBinding: { widevine: 'rejected' } });
  const { call } = await startService(t, await database.createUrl(t), emulator.url, {
    DEVICE_BINDING_UNSUPPORTED: 'fairplay',
    DEVICE_BINDING_ENFORCED: 'playready',
    ALLOW_UNBOUND_DRMS: 'fairplay'
  });
  const capabilityOf = async (drm: string) =>
    (await call('GET', '/v1/capabilities')).body.items.find((item: CapabilityItem) => item.drm === drm);

  const unverified = { drm: 'widevine', deviceBinding: 'unverified', allowUnbound: false };
  t.strictSame(await capabilityOf('widevine'), unverified);
  t.strictSame(await capabilityOf('playready'), {
    drm: 'playready',
    deviceBinding: 'enforced',
    source: 'configured',
    allowUnbound: false
  });
  t.strictSame(await capabilityOf('fairplay'), {
    drm: 'fairplay',
    deviceBinding: 'unsupported',
    source: 'configured',
    allowUnbound: true
  });

  const { token } = await buyFilm(call, 'ada');
  await call('PUT', '/v1/contents/other', { ...film, kid: 'b'.repeat(32) });
  await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'other', kind: 'purchase' });
  const other = { ...token, contentId: 'other' };
  const refused = { status: 422, body: { code: 'binding-unsupported', upstream: { code: /-7002|-6008/ } } };
  t.match(await call('POST', '/v1/accounts/ada/tokens', token), refused);
  t.strictSame(await capabilityOf('widevine'), unverified, 'one refusal teaches nothing');
  t.match(await call('POST', '/v1/accounts/ada/tokens', other), refused);
  t.match(await capabilityOf('widevine'), {
    deviceBinding: 'unsupported',
    source: 'learned',
    learnedAt: /Z$/,
    learnedUntil: /Z$/,
    upstreamCode: Number
  });
  const calls = () => emulator.calls.tokens.widevine;
  const before = calls();
  t.equal((await call('POST', '/v1/accounts/ada/tokens', token)).status, 422);
  t.equal(calls(), before, 'what was learned needs no further call');

  const fairplay = (await register(call, 'ada', newDeviceId(), { drm: 'fairplay' })).body.device;
  const unbound = await call('POST', '/v1/accounts/ada/tokens', {
    ...token,
    deviceId: fairplay.deviceId
  });
  t.match(unbound, { status: 201, body: { drm: 'fairplay', binding: 'unsupported' } });

  emulator.configure({ deviceBinding: { widevine: 'enforced' } });
  t.match(await call('DELETE', '/v1/capabilities/widevine'), { status: 400, body: { code: 'validation' } });
  t.match(await call('DELETE', '/v1/capabilities/widevine?reason=It%20works%20now'), {
    status: 200,
    body: unverified
  });
  t.match(await call('POST', '/v1/accounts/ada/tokens', token), {
    status: 201,
    body: { binding: 'unverified' }
  });
  t.match((await call('GET', '/v1/audit-events?action=capability.forgotten')).body.items, [
    { subject: 'widevine', reason: 'It works now' }
  ]);
});

onEachDatabase('UNVERIFIED_BINDING=refuse issues no token that nobody vouches for', async (t, database) => {
  const emulator = await startEmulator(t);
  const url = await database.createUrl(t);
  const cautious = await startService(t, url, emulator.url, { UNVERIFIED_BINDING: 'refuse' });
  const { token } = await buyFilm(cautious.call, 'ada');
  t.match(await cautious.call('POST', '/v1/accounts/ada/tokens', token), {
    status: 422,
    body: { code: 'binding-unverified' }
  });
});
