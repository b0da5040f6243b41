import t from 'tap';
import type { Drm } from '../src/index.ts';
import { callToken, codeOf, GOOD, licenseUrl, PHONE, records, redeem, start, TV } from './helper.ts';

const DRMS = Object.keys(GOOD) as Drm[];

for (const drm of DRMS) {
  t.test(`${drm}: the six steps end with the other device refused`, async t => {
    const emulator = await start(t);
    const dummy = await licenseUrl(emulator, drm, { cookie: 'registration-1' });
    t.equal((await redeem(dummy, TV)).status, 200);
    const [record] = await records(emulator, { cookie: 'registration-1' });
    t.equal(record?.device_id, TV);

    const bound = await licenseUrl(emulator, drm, { cookie: 'purchase-1', deviceId: TV });
    t.equal((await redeem(bound, TV)).status, 200);
    const refusal = await redeem(bound, PHONE);
    t.equal(refusal.status, 403);
    t.equal(await codeOf(refusal), -4001);
    t.same(
      (await records(emulator, { cookie: 'purchase-1' })).map(({ device_id }) => device_id),
      [TV],
      'a refused redemption writes no record'
    );
  });

  t.test(`${drm}: "ignored" issues the token and does not check the device`, async t => {
    const emulator = await start(t, { deviceBinding: { [drm]: 'ignored' } });
    const url = await licenseUrl(emulator, drm, { deviceId: TV });
    t.equal((await redeem(url, PHONE)).status, 200);
  });

  t.test(`${drm}: "rejected" concerns only tokens with a device ID, and only this DRM`, async t => {
    const emulator = await start(t, { deviceBinding: { [drm]: 'rejected' } });
    t.equal((await callToken(emulator, drm)).status, 200);
    t.equal((await callToken(emulator, drm, { deviceId: TV })).status, 400);
    for (const other of DRMS.filter(name => name !== drm)) {
      t.equal((await callToken(emulator, other, { deviceId: TV })).status, 200, other);
    }
  });
}

t.test('the device ID is taken under each accepted spelling', async t => {
  const emulator = await start(t);
  for (const name of ['deviceId', 'deviceid', 'device_id']) {
    const url = await licenseUrl(emulator, 'widevine', { [name]: TV });
    t.equal((await redeem(url, PHONE)).status, 403, name);
  }
});

t.test('a spelling that is not accepted is an unknown parameter: the token is not bound', async t => {
  const emulator = await start(t, { deviceIdParameters: ['deviceID'] });
  t.equal((await redeem(await licenseUrl(emulator, 'widevine', { deviceId: TV }), PHONE)).status, 200);
  t.equal((await redeem(await licenseUrl(emulator, 'widevine', { deviceID: TV }), PHONE)).status, 403);
});

t.test('device IDs are the same in either letter case', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine', { deviceId: TV.toUpperCase() });
  t.equal((await redeem(url, TV)).status, 200);
  t.equal((await redeem(url, TV.toUpperCase())).status, 200);
});

t.test('a DRM whose device IDs are text binds to them by every character', async t => {
  const emulator = await start(t, { deviceIdFormats: { widevine: 'text' } });
  const id = 'dGV4dA==+/Device';
  const url = await licenseUrl(emulator, 'widevine', { deviceId: id });
  t.equal((await redeem(url, id)).status, 200);
  t.equal((await redeem(url, id.toLowerCase())).status, 403);
  t.equal(await codeOf(await callToken(emulator, 'widevine', { deviceId: 'x'.repeat(256) })), -5005);
  t.equal(await codeOf(await callToken(emulator, 'playready', { deviceId: id })), -5004);
  t.equal((await redeem(await licenseUrl(emulator, 'playready'), id)).status, 403);
});
