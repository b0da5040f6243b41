import { databaseBytes } from './support/database-bytes.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const accountId = 'ada.lovelace@example.com';
const planted = {
  account: accountId,
  device: 'Ada’s living room',
  order: 'order-of-ada-1815',
  reason: 'Ada Lovelace called about her TV',
  drmDevice: newDeviceId()
};

onEachDatabase("an erased account's data is found nowhere in the database", async (t, database) => {
  const emulator = await startEmulator(t);
  const databaseUrl = await database.createUrl(t);
  const { call } = await startService(t, databaseUrl, emulator.url);
  const account = `/v1/accounts/${accountId}`;
  const { token, deviceId } = await buyFilm(call, accountId, planted.drmDevice);
  await call('PATCH', `${account}/devices/${deviceId}`, { name: planted.device });
  await call('POST', `${account}/entitlements`, {
    contentId: 'film',
    kind: 'purchase',
    orderId: planted.order
  });
  await call('POST', `${account}/tokens`, token, { 'idempotency-key': 'a key' });
  await call('PUT', `${account}/suspension`, { reason: planted.reason });
  const found = async () => {
    const bytes = await databaseBytes(databaseUrl);
    return Object.entries(planted).flatMap(([name, text]) => (bytes.includes(text) ? [name] : []));
  };
  t.strictSame(await found(), Object.keys(planted), 'it is all there before');

  const exported = await call('GET', `${account}/export`);
  t.match(exported.body, {
    account: { accountId },
    devices: [{ deviceId, name: planted.device }],
    registrations: [{ state: 'bound' }],
    entitlements: [{ orderId: planted.order }, {}],
    tokens: [{ deviceId }]
  });
  t.ok(exported.body.events.some(({ reason }: { reason?: string }) => reason === planted.reason));
  t.notMatch(exported.text, /licenseUrl|ExpressPlayToken/);

  const erased = await call('DELETE', account, { reason: 'Request 7' });
  t.equal(erased.status, 200, erased.text);
  t.strictSame(await found(), []);
  t.match((await call('GET', `${account}/export`)).body, { devices: [], tokens: [], events: [] });
  const { anonymousId } = erased.body;
  const { items } = (await call('GET', `/v1/audit-events?accountId=${anonymousId}`)).body;
  t.match(items[0], { action: 'account.erased', reason: 'Request 7', subject: anonymousId });
  t.match(await call('POST', `${account}/tokens`, token), { status: 404 });
  t.match((await call('GET', account)).body, { slots: { used: 0 } });
});
