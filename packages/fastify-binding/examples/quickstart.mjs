import { randomBytes } from 'node:crypto';
import { createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import {
  expressPlayLicenses,
  fastifyBinding,
  fastifyBindingServerOptions,
  scopes
} from '@expressplay-binding/fastify-binding';
import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';

const randomHex = () => randomBytes(16).toString('hex');

// ExpressPlay, emulated: `endpoints: 'test'` and your authenticator talk to the real one.
const emulator = await createEmulator();
const client = createExpressPlayClient({
  endpoints: { baseUrl: emulator.url },
  customerAuthenticator: `1000,${randomHex()}`
});
const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });

const binding = createBinding({
  store: storage.store,
  licenses: expressPlayLicenses(client),
  settings: { dummyContent: { kid: randomHex(), key: { kind: 'clear', value: randomHex() } } }
});

const app = Fastify(fastifyBindingServerOptions);
await app.register(fastifyBinding, {
  prefix: '/v1',
  binding,
  authenticate: async apiKey => (apiKey === 'shop-key' ? { name: 'shop', scopes } : undefined)
});

// What your shop does.
const call = async (method, url, payload) => {
  const response = await app.inject({ method, url, payload, headers: { authorization: 'Bearer shop-key' } });
  return response.json();
};
await call('PUT', '/v1/contents/film', {
  kid: randomHex(),
  key: { kind: 'clear', value: randomHex() }
});
const registration = await call('POST', '/v1/accounts/ada/registrations', {
  drm: 'widevine',
  device: { name: 'Living room TV', class: 'tv' }
});

// What the devices do: here they are emulated, too.
const play = async (licenseUrl, device) => {
  const headers = { 'content-type': 'application/json', 'x-emulated-device-id': device };
  const response = await fetch(licenseUrl, {
    method: 'POST',
    headers,
    body: '{"kids":[],"type":"temporary"}'
  });
  return response.status;
};
const [tv, otherDevice] = [randomHex(), randomHex()];
await play(registration.licenseUrl, tv);

const { device } = await call('POST', `/v1/registrations/${registration.registrationId}/complete`);
await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', kind: 'purchase' });
const token = await call('POST', '/v1/accounts/ada/tokens', {
  contentId: 'film',
  deviceId: device.deviceId
});
console.log(`${device.name}: ${await play(token.licenseUrl, tv)}`);
console.log(`Another device: ${await play(token.licenseUrl, otherDevice)}`);

await app.close();
await client.close();
await storage.close();
await emulator.close();
