import { randomBytes } from 'node:crypto';
import { BindingError, createBinding } from '@expressplay-binding/binding-core';
import { openStorage } from '@expressplay-binding/storage-kysely';

// The license service is a port of two calls. In production it is ExpressPlay: `expressPlayLicenses` of fastify-binding.
const redemptions = [];
const licenses = {
  requestToken: async ({ cookie, deviceId }) => ({
    licenseUrl: `https://license.example/?cookie=${cookie}&device=${deviceId ?? 'any'}`
  }),
  findRedemptions: async cookie => redemptions.filter(redemption => redemption.cookie === cookie)
};

const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
const binding = createBinding({
  store: storage.store,
  licenses,
  settings: { dummyContent: { kid: '0'.repeat(32), key: { kind: 'clear', value: '1'.repeat(32) } } }
});
const caller = { actor: 'checkout' };

// A device proves its id: it redeems the dummy token, and the license server records it under the cookie.
const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
redemptions.push({ cookie: registration.cookie, deviceId: '0123456789abcdef0123456789abcdef' });
const { device } = await binding.completeRegistration(registration.registrationId, caller);
console.log(device.bindings[0].drmDeviceId);

// Without an entitlement there is no token, and the refusal says what to do.
const film = { accountId: 'ada', contentId: 'film-1', deviceId: device.deviceId };
await binding.saveContent({
  contentId: 'film-1',
  kid: 'a'.repeat(32),
  key: { kind: 'clear', value: 'b'.repeat(32) }
});
await binding.issueToken(film, caller).catch(error => {
  if (!(error instanceof BindingError)) throw error;
  console.log(error.code);
});

await binding.createEntitlement(
  { accountId: 'ada', contentId: 'film-1', terms: { kind: 'purchase' } },
  caller
);
const token = await binding.issueToken(film, caller);
console.log(token.binding);

await storage.close();
