// Plays a purchase from the first registration to the refused second device, against a stack of its own.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRestClient } from '@expressplay-binding/rest-client';
import { createEmulatorApi } from '../emulator-api.mjs';
import { startStack } from '../stack.mjs';

const ignoreBinding =
  process.argv.includes('--ignore-binding') || process.env.EMULATOR_DEVICE_BINDING === 'ignored';

const folder = await mkdtemp(join(tmpdir(), 'device-binding-demo-'));
const { PATH, HOME } = process.env;
const stack = await startStack({
  PATH,
  HOME,
  PORT: '0',
  EMULATOR_PORT: '0',
  DATA_DIR: folder,
  LOG_LEVEL: 'warn'
});
try {
  process.exitCode = (await play()) ? 0 : 1;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await stack.stop();
  await rm(folder, { recursive: true });
}

/** Says whether the second device was refused. */
async function play() {
  const api = createRestClient({ baseUrl: stack.serviceUrl, apiKey: stack.apiKey });
  const { redeem, emulator } = createEmulatorApi(stack.emulatorUrl);
  if (ignoreBinding) await emulator('PATCH', 'switches', { deviceBinding: { widevine: 'ignored' } });
  const [tv, stranger] = [randomHex(), randomHex()];
  const key = randomHex();
  const film = { contentId: 'film-1', kid: randomHex() };
  const accountId = 'ada';

  await api.saveContent({ ...film, key: { kind: 'clear', value: key } });
  step('The film is stored with its key', `kid ${film.kid}`);

  const { registrationId, cookie, licenseUrl } = await api.startRegistration({
    accountId,
    drm: 'widevine',
    device: { name: 'Living room TV', class: 'tv' }
  });
  step('A registration is started', `${registrationId}, cookie ${cookie}`);

  const early = await api.completeRegistration({ registrationId });
  expect(early.state === 'pending', `The registration is ${early.state} before anything was redeemed.`);
  step('Nothing is bound before a device redeems the dummy token');

  expect((await redeem(licenseUrl, tv)).status === 200, 'The TV could not redeem the dummy token.');
  step('The TV plays the dummy clip', `its device id is ${tv}`);

  const { device } = await api.completeRegistration({ registrationId });
  if (device?.bindings[0]?.drmDeviceId !== tv) throw new Error('The wrong device was bound.');
  step('The TV is bound', `${device.deviceId} holds exactly that id`);

  const request = { accountId, contentId: film.contentId, deviceId: device.deviceId };
  const refused = await api.issueToken(request).then(
    () => 'none',
    error => error.code
  );
  expect(refused === 'not-entitled', `The refusal was ${refused}.`);
  step('No purchase, no token', refused);

  await api.createEntitlement({ accountId, contentId: film.contentId, kind: 'purchase' });
  step('The film is bought');

  const before = await emulator('GET', 'calls');
  const token = await api.issueToken(request);
  const after = await emulator('GET', 'calls');
  expect(token.binding === 'enforced', `The binding of the token is ${token.binding}.`);
  step('A token is issued', `binding ${token.binding}`);
  expect(
    after.tokens.widevine - before.tokens.widevine === 1 && after.records === before.records,
    'The token took more than one call to ExpressPlay.'
  );
  step('It took exactly one call to ExpressPlay');

  const license = await redeem(token.licenseUrl, tv, film.kid);
  expect(license.key === key, `The TV got no license with the right key (${license.status}).`);
  step('The TV gets the license', 'with the key of the film');

  const refusal = await redeem(token.licenseUrl, stranger, film.kid);
  if (refusal.status !== 403) {
    console.log(`✖ Another device got the license too (${refusal.status}): its id is ${stranger}`);
    return false;
  }
  step('Another device is refused', `403 for ${stranger}`);
  return true;
}

/**
 * @param {string} what
 * @param {string} [detail]
 */
function step(what, detail) {
  console.log(`✔ ${what}${detail === undefined ? '' : `: ${detail}`}`);
}

/**
 * @param {boolean} condition
 * @param {string} message
 */
function expect(condition, message) {
  if (!condition) throw new Error(message);
}

function randomHex() {
  return randomBytes(16).toString('hex');
}
