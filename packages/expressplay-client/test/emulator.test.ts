import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import t, { type Test } from 'tap';
import { createExpressPlayClient, deriveKekId, unwrapKey, wrapKey } from '../src/index.ts';
import { authenticator, clearKey, contentKey, fairplay, kid, playready, widevine } from './support/server.ts';

const television = 'a'.repeat(32);
const telephone = 'b'.repeat(32);
const kek = '000102030405060708090a0b0c0d0e0f';

t.test(
  'record retrieval finds the device by its cookie, and another device cannot redeem a token bound to it',
  async t => {
    const { client } = await setup(t);
    const tokens = {
      widevine: (binding: object) =>
        client.widevineToken({ ...widevine, securityLevel: 1, hdcpOutputControl: 0, ...binding }),
      playready: (binding: object) => client.playreadyToken({ ...playready, ...binding }),
      fairplay: (binding: object) => client.fairplayToken({ ...fairplay, ...binding }),
      universal: (binding: object) => client.universalToken({ ...widevine, ...binding })
    };
    for (const [drm, token] of Object.entries(tokens)) {
      const cookie = `cookie-${drm}`;
      t.equal(await redeem((await token({ cookie })).licenseUrl, television), 200);
      const [record] = await client.recordsByCookie(cookie);
      t.match(record, { deviceId: television, cookie });
      const bound = await token({ cookie, deviceId: record?.deviceId });
      t.equal(await redeem(bound.licenseUrl, television), 200, `${drm}: the bound device`);
      t.equal(await redeem(bound.licenseUrl, telephone), 403, `${drm}: another device`);
    }
  }
);

t.test('records are read in every form that the emulator can send', async t => {
  const { client, emulator } = await setup(t);
  const { licenseUrl } = await client.widevineToken({ ...widevine, cookie: 'c' });
  await redeem(licenseUrl, television);
  for (const shape of ['array', 'single', 'wrapped'] as const) {
    emulator.configure({ records: { shape } });
    t.match(await client.recordsByCookie('c'), [{ deviceId: television }], shape);
  }
});

t.test('a DRM that refuses binding is reported with its own event code', async t => {
  const { client } = await setup(t, { deviceBinding: { widevine: 'rejected', fairplay: 'rejected' } });
  const deviceId = television;
  await t.rejects(client.widevineToken({ ...widevine, deviceId }), { code: 'refused', eventCode: -7002 });
  await t.rejects(client.fairplayToken({ ...fairplay, deviceId }), { code: 'refused', eventCode: -6008 });
});

t.test('missing parameters of 2016 are refused with their event codes', async t => {
  const { client } = await setup(t, { parameters: 'strict' });
  await t.rejects(client.widevineToken(widevine), { code: 'refused', eventCode: -7003, fixedBy: 'caller' });
  await t.rejects(client.widevineToken({ ...widevine, securityLevel: 1 }), {
    code: 'refused',
    eventCode: -7006
  });
});

t.test('the error for an authenticator of another environment says what to check', async t => {
  const { client } = await setup(t, { customerAuthenticators: ['1,00000000000000000000000000000000'] });
  await t.rejects(client.recentRecords(), { code: 'refused', eventCode: -2018 });
  await t.rejects(client.widevineToken(widevine), { message: /test authenticator was sent to production/ });
});

t.test('wrapped and stored keys lead to the same license as the clear key', async t => {
  const { client } = await setup(t);
  await client.keyStorage.create({ kid, k: contentKey }, { kek });
  const keys = [
    clearKey,
    { kind: 'wrapped', ek: wrapKey(contentKey, kek), kek },
    { kind: 'key-storage', kek }
  ] as const;
  const licenses = [];
  for (const key of keys) licenses.push(await license((await client.widevineToken({ kid, key })).licenseUrl));
  t.equal(new Set(licenses).size, 1);
  t.match(licenses[0], Buffer.from(contentKey, 'hex').toString('base64url'));
});

t.test('a stored key can be read, changed, counted and deleted', async t => {
  const { client } = await setup(t);
  const { keyStorage } = client;
  const created = await keyStorage.create({ info: 'a film' }, { kek });
  t.equal(created.kekId, deriveKekId(kek));
  t.equal(unwrapKey(created.ek ?? '', kek).toLowerCase(), created.k?.toLowerCase());
  t.match(await keyStorage.value(created.kid), { kind: 'wrapped', ek: created.ek });
  t.match(await keyStorage.value(created.kid, { kek }), { kind: 'clear', value: created.k });
  await keyStorage.update(created.kid, { info: 'another film' });
  t.equal((await keyStorage.get(created.kid)).info, 'another film');
  await keyStorage.create({ kid, k: contentKey }, { kek });
  t.equal((await keyStorage.getMany([kid, created.kid])).length, 2);
  t.equal((await keyStorage.values([kid, created.kid], { kek })).length, 2);
  t.equal((await keyStorage.list()).length, 2);
  t.equal(await keyStorage.count(), 2);
  await keyStorage.delete(kid);
  await t.rejects(keyStorage.get(kid), { code: 'http-status' });
});

t.test('Marlin tokens are answered in their two published forms', async t => {
  const { client } = await setup(t);
  const user = { userId: 'u', userKey: kek };
  const ms3 = await client.marlinMs3Token({
    contentId: `urn:marlin:kid:${kid}`,
    key: clearKey,
    contentURL: 'https://x/a.mpd'
  });
  t.match(ms3, { contentUrl: 'https://x/a.mpd', rightsUrl: /\/hms\/ms3\/rights\/\?b=/ });
  const action = await client.marlinBbLicenseToken({ contentId: 'c', key: clearKey, rightsType: 'BuyToOwn' });
  t.match(action, { type: 'personality', configurationUrl: /ConfigurationToken/ });
  await client.marlinBbRegistrationToken(user);
  await client.marlinBbDeregistrationToken(user);
});

t.test('the quick start runs on its own and against the emulator', async t => {
  const { emulator } = await setup(t);
  t.match(await quickstart({}), 'from https://wv.test.expressplay.com/hms/wv/rights/?ExpressPlayToken=');
  const output = await quickstart({ EXPRESSPLAY_URL: emulator.url });
  t.match(output, `from ${emulator.url}/hms/wv/rights/?ExpressPlayToken=`);
  t.match(output, 'Redeemed by no device yet');
});

async function quickstart(environment: Record<string, string>): Promise<string> {
  const script = fileURLToPath(new URL('../examples/quickstart.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@expressplay-binding/source', script],
    { env: { ...process.env, ...environment } }
  );
  return stdout;
}

async function setup(t: Test, options: Parameters<typeof createEmulator>[0] = {}) {
  const emulator = await createEmulator(options);
  const client = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: authenticator
  });
  t.teardown(async () => {
    await client.close();
    await emulator.close();
  });
  return { client, emulator };
}

function post(licenseUrl: string, deviceId: string): Promise<Response> {
  return fetch(licenseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-emulated-device-id': deviceId },
    body: '{"kids":[],"type":"temporary"}'
  });
}

async function redeem(licenseUrl: string, deviceId: string): Promise<number> {
  const response = await post(licenseUrl, deviceId);
  await response.arrayBuffer();
  return response.status;
}

async function license(licenseUrl: string): Promise<string> {
  return (await post(licenseUrl, television)).text();
}
