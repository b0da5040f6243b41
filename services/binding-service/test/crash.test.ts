import t from 'tap';
import { redeem } from './support/calls.ts';
import { onEachDatabase } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { film, newDeviceId } from './support/flow.ts';
import { startProcess } from './support/process.ts';
import { startEmulator } from './support/service.ts';

// Each step starts a process anew.
t.setTimeout(300_000);

onEachDatabase('kill -9 after each acknowledged step loses nothing', async (t, database) => {
  const emulator = await startEmulator(t);
  const databaseUrl = await database.createUrl(t);
  const environment = { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }) };
  let service = await startProcess(t, environment);
  const crash = async () => {
    await service.killAtOnce();
    service = await startProcess(t, environment);
  };
  const tv = newDeviceId();
  const account = '/v1/accounts/ada';

  await service.call('PUT', '/v1/contents/film', film);
  await crash();
  t.equal((await service.call('GET', '/v1/contents/film')).status, 200);

  const retrying = { 'idempotency-key': 'registration 1' };
  const start = () => service.call('POST', `${account}/registrations`, { drm: 'widevine' }, retrying);
  const started = await start();
  await crash();
  t.strictSame((await start()).body, started.body, 'a retry gets the registration that was acknowledged');

  await redeem(started.body.licenseUrl, tv);
  const registration = `/v1/registrations/${started.body.registrationId}`;
  const { deviceId } = (await service.call('POST', `${registration}/complete`)).body.device;
  await crash();
  t.match((await service.call('GET', registration)).body, { state: 'bound', device: { deviceId } });

  const bought = await service.call('POST', `${account}/entitlements`, {
    contentId: 'film',
    kind: 'purchase'
  });
  await crash();
  t.match((await service.call('GET', `${account}/entitlements`)).body.items, [
    { entitlementId: bought.body.entitlementId, state: 'active' }
  ]);

  const token = await service.call('POST', `${account}/tokens`, { contentId: 'film', deviceId });
  await crash();
  t.match((await service.call('GET', `${account}/tokens`)).body.items, [{ tokenId: token.body.tokenId }]);
  t.strictSame(await redeem(token.body.licenseUrl, tv, film.kid), { status: 200, key: film.key.value });

  await service.call('DELETE', `${account}/devices/${deviceId}`);
  await crash();
  t.match((await service.call('GET', `${account}/devices/${deviceId}`)).body, { state: 'removed' });
});
