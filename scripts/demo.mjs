// npm run demo: plays a purchase from the first registration to the refused second device, against a stack of its own.
// Exits 0 only if the second device was refused. `--ignore-binding`, or EMULATOR_DEVICE_BINDING=ignored, makes the
// emulated ExpressPlay accept any device: the demo then has to fail.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { createDemoApi } from './demo-api.mjs';
import { startStack } from './stack.mjs';

const ignoreBinding =
  process.argv.includes('--ignore-binding') || process.env.EMULATOR_DEVICE_BINDING === 'ignored';

await bootstrap();

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
  const { call, redeem, emulator } = createDemoApi(stack);
  if (ignoreBinding) await emulator('PATCH', 'switches', { deviceBinding: { widevine: 'ignored' } });
  const [tv, stranger] = [randomHex(), randomHex()];
  const film = { kid: randomHex(), key: { kind: 'clear', value: randomHex() } };
  const account = '/v1/accounts/ada';

  await call('PUT', '/v1/contents/film-1', 201, film);
  step('The film is stored with its key', `kid ${film.kid}`);

  const registration = await call('POST', `${account}/registrations`, 201, {
    drm: 'widevine',
    device: { name: 'Living room TV', class: 'tv' }
  });
  const registrationPath = `/v1/registrations/${registration.registrationId}`;
  step(
    'A registration is started',
    `${registration.registrationId}, ${registration.state}, cookie ${registration.cookie}`
  );

  await call('POST', `${registrationPath}/complete`, 202);
  step('Nothing is bound before a device redeems the dummy token');

  expect(
    (await redeem(registration.licenseUrl, tv)).status === 200,
    'The TV could not redeem the dummy token.'
  );
  step('The TV plays the dummy clip', `its device id is ${tv}`);

  const { device } = await call('POST', `${registrationPath}/complete`, 200);
  expect(device.bindings[0].drmDeviceId === tv, 'The wrong device was bound.');
  step('The TV is bound', `${device.deviceId} holds exactly that id`);

  const request = { contentId: 'film-1', deviceId: device.deviceId };
  const { code } = await call('POST', `${account}/tokens`, 403, request);
  expect(code === 'not-entitled', `The refusal was ${code}.`);
  step('No purchase, no token', code);

  await call('POST', `${account}/entitlements`, 201, { contentId: 'film-1', kind: 'purchase' });
  step('The film is bought');

  const before = await emulator('GET', 'calls');
  const token = await call('POST', `${account}/tokens`, 201, request);
  const after = await emulator('GET', 'calls');
  expect(token.binding === 'enforced', `The binding of the token is ${token.binding}.`);
  step('A token is issued', `binding ${token.binding}`);
  expect(
    after.tokens.widevine - before.tokens.widevine === 1 && after.records === before.records,
    'The token took more than one call to ExpressPlay.'
  );
  step('It took exactly one call to ExpressPlay');

  const license = await redeem(token.licenseUrl, tv, film.kid);
  expect(license.key === film.key.value, `The TV got no license with the right key (${license.status}).`);
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
