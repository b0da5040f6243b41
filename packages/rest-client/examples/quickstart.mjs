import { createRestClient, RestClientError } from '@expressplay-binding/rest-client';

// The defaults are those of `npm start`.
const { BINDING_URL = 'http://127.0.0.1:3000', BINDING_API_KEY = 'epb_dev_local' } = process.env;
const api = createRestClient({ baseUrl: BINDING_URL, apiKey: BINDING_API_KEY });

const contentId = 'film-of-the-rest-client';
const kid = '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1';
await api.saveContent({ contentId, kid, key: { kind: 'clear', value: '00112233445566778899aabbccddeeff' } });

// The account needs no call of its own. It is new each time, so that this can be run again.
const accountId = `viewer-${Date.now()}`;
const { registrationId, licenseUrl } = await api.startRegistration({
  accountId,
  drm: 'widevine',
  device: { name: 'Living room TV', class: 'tv' }
});

// A real device does this when it plays the dummy clip. An emulated one says which device it is.
await fetch(licenseUrl, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'x-emulated-device-id': crypto.randomUUID().replaceAll('-', '')
  },
  body: JSON.stringify({ kids: [], type: 'temporary' })
});
const { state, device } = await api.completeRegistration({ registrationId });
console.log(`The registration is ${state}.`);

const request = { accountId, contentId, deviceId: device.deviceId };
try {
  await api.issueToken(request);
} catch (error) {
  if (!(error instanceof RestClientError)) throw error;
  console.log(`No token without a purchase: ${error.code}.`);
}

await api.createEntitlement({ accountId, contentId, kind: 'purchase' });
const token = await api.issueToken(request);
console.log(`The token is for one device: ${token.binding}.`);

for await (const { name } of api.listDevices({ accountId })) console.log(`Device: ${name}`);
