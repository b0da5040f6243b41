import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

interface CapabilityItem {
  readonly drm: string;
}

onEachDatabase('a device proves whether tokens are bound, and tokens say so', async (t, database) => {
  const emulator = await startEmulator(t);
  const { call, log } = await startService(t, await database.createUrl(t), emulator.url);
  const device = newDeviceId();
  const { token, deviceId } = await buyFilm(call, 'ada', device);
  const widevine = async () =>
    (await call('GET', '/v1/capabilities')).body.items.find(({ drm }: CapabilityItem) => drm === 'widevine');
  const check = async () => {
    const path = `/v1/accounts/ada/devices/${deviceId}/binding-checks`;
    const started = await call('POST', path, { drm: 'widevine' });
    t.match(started, { status: 201, body: { checkId: /^chk_/, state: 'pending', drm: 'widevine' } });
    t.notOk('cookie' in started.body);
    const { status } = await redeem(started.body.licenseUrl, device);
    return { checkId: started.body.checkId, refused: status !== 200 };
  };
  const complete = ({ checkId, refused }: Awaited<ReturnType<typeof check>>) =>
    call('POST', `/v1/binding-checks/${checkId}/complete`, { refused });

  const enforcing = await check();
  t.equal(enforcing.refused, true);
  t.match(await complete(enforcing), { status: 200, body: { state: 'enforced' } });
  t.match(await widevine(), { deviceBinding: 'enforced', source: 'checked', checkedAt: /Z$/ });
  t.match(await call('POST', '/v1/accounts/ada/tokens', token), {
    status: 201,
    body: { binding: 'enforced' }
  });

  emulator.configure({ deviceIdParameters: ['device_identifier'] });
  const ignoring = await check();
  t.equal(ignoring.refused, false);
  t.match(await complete(ignoring), { status: 200, body: { state: 'not-enforced' } });
  t.match(await widevine(), { deviceBinding: 'unsupported', source: 'checked' });
  t.match(await call('POST', '/v1/accounts/ada/tokens', token), { status: 422 });
  t.ok(
    log.some(line => /"level":50/.test(line) && /does not enforce/.test(line)),
    'the log says so as an error'
  );
  t.match(await call('POST', '/v1/binding-checks/chk_none/complete', { refused: true }), { status: 404 });
});
