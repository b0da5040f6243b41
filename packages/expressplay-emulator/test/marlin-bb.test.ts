import t from 'tap';
import type { Emulator } from '../src/index.ts';
import {
  businessToken,
  callToken,
  codeOf,
  KEY,
  licenseUrl,
  PHONE,
  records,
  redeem,
  start,
  TV
} from './helper.ts';

const USER = { userId: 'ann', userKey: KEY };

const userToken = (emulator: Emulator, actionTokenType: string, form = {}): Promise<string> =>
  licenseUrl(emulator, 'bb', { actionTokenType, ...USER, ...form });

t.test('an action token has the published shape', async t => {
  const emulator = await start(t);
  const response = await callToken(emulator, 'bb');
  t.match(response.headers.get('content-type'), /^application\/vnd\.marlin\.drm\.actiontoken\+xml/);
  const xml = await response.text();
  t.match(xml, '<ActionToken xmlns="urn:marlin:broadband:1-2:nemo:services:action-token"');
  t.match(xml, `<ResourceLocation>${emulator.url}/mbs/ConfigurationToken.xml</ResourceLocation>`);
  t.match(xml, /<LicenseAcquisition>\s*<Type>personality<\/Type>\s*<BusinessToken>/);
  const lines = /<BusinessToken>([^<]+)</.exec(xml)?.[1]?.trimEnd().split('\n') ?? [];
  t.ok(lines.length > 1);
  t.ok(lines.slice(0, -1).every(line => line.length === 76));
  t.match(businessToken(xml), /^[A-Za-z0-9+/]+=*$/);
});

t.test('the configuration token says where business tokens are redeemed', async t => {
  const emulator = await start(t);
  const response = await fetch(`${emulator.url}/mbs/ConfigurationToken.xml`);
  t.match(response.headers.get('content-type'), /^application\/xml/);
  t.match(await response.text(), `${emulator.url}/hms/bb/rights/`);
});

t.test('registration, license and deregistration are named in the XML', async t => {
  const emulator = await start(t);
  for (const [type, element] of [
    ['0', 'Registration'],
    ['1', 'LicenseAcquisition'],
    ['2', 'Deregistration']
  ] as const) {
    const xml = await (await callToken(emulator, 'bb', { actionTokenType: type, ...USER })).text();
    t.match(xml, `<${element}>`);
    t.match(xml, '<Type>user</Type>');
  }
});

t.test('only devices registered to the user get a license of the user’s node', async t => {
  const emulator = await start(t);
  const license = await userToken(emulator, '1');
  t.equal(await codeOf(await redeem(license, TV)), -4001);
  t.same(await (await redeem(await userToken(emulator, '0'), TV)).json(), { keys: [], type: 'temporary' });
  t.equal((await redeem(license, TV)).status, 200);
  t.equal((await redeem(license, PHONE)).status, 403);
  t.equal((await redeem(await userToken(emulator, '1', { userKey: '0'.repeat(32) }), TV)).status, 403);
  await redeem(await userToken(emulator, '2'), TV);
  t.equal((await redeem(license, TV)).status, 403);
});

t.test('a registration writes the record with the device ID as well', async t => {
  const emulator = await start(t);
  await redeem(await userToken(emulator, '0', { cookie: 'reg' }), TV);
  t.match(await records(emulator, { cookie: 'reg' }), [{ device_id: TV, drm: 'bb' }]);
});

t.test('a rental ends with its period', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z' });
  const url = await licenseUrl(emulator, 'bb', {
    rightsType: 'Rental',
    'rental.periodEndTime': '2026-01-02T00:00:00Z'
  });
  t.equal((await redeem(url, TV)).status, 200);
  emulator.configure({ clock: '2026-01-02T00:00:00Z' });
  t.equal((await redeem(url, TV)).status, 403);
});

t.test('a registration that is refused without credits registers nobody', async t => {
  const emulator = await start(t, { credits: 0 });
  t.equal(await codeOf(await redeem(await userToken(emulator, '0'), TV)), -2019);
  emulator.configure({ credits: 'unlimited' });
  t.equal((await redeem(await userToken(emulator, '1'), TV)).status, 403);
});

t.test('the type of a deregistration is a switch', async t => {
  const emulator = await start(t, { deregistrationType: '7' });
  const user = { userId: 'ann', userKey: '0'.repeat(32) };
  t.equal((await callToken(emulator, 'bb', { ...user, actionTokenType: '7' })).status, 200);
  t.equal(await codeOf(await callToken(emulator, 'bb', { ...user, actionTokenType: '2' })), -2035);
});
