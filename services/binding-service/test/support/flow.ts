import { randomBytes } from 'node:crypto';
import { type Answer, type Call, redeem } from './calls.ts';

export const film = {
  kid: '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1',
  key: { kind: 'clear', value: '5ec4e700f11f0000000000000000cafe' },
  iv: '4'.repeat(32)
};

/** A new emulated device. */
export function newDeviceId(): string {
  return randomBytes(16).toString('hex');
}

/** Registers an emulated device up to its completion; the answer of that. */
export async function register(
  call: Call,
  accountId: string,
  drmDeviceId = newDeviceId(),
  body: object = { drm: 'widevine' },
  query = ''
): Promise<Answer> {
  const started = await call('POST', `/v1/accounts/${accountId}/registrations${query}`, body);
  await redeem(started.body.licenseUrl, drmDeviceId);
  return call('POST', `/v1/registrations/${started.body.registrationId}/complete`);
}

/** Stores the film and lets an account buy it on a registered device. */
export async function buyFilm(call: Call, accountId: string, drmDeviceId = newDeviceId()) {
  await call('PUT', '/v1/contents/film', film);
  const { body } = await register(call, accountId, drmDeviceId);
  const bought = await call('POST', `/v1/accounts/${accountId}/entitlements`, {
    contentId: 'film',
    kind: 'purchase'
  });
  return {
    deviceId: body.device.deviceId as string,
    entitlementId: bought.body.entitlementId as string,
    token: { contentId: 'film', deviceId: body.device.deviceId as string }
  };
}
