import { randomBytes } from 'node:crypto';
import { createDemoApi } from '../demo-api.mjs';
import type { MeasuredService } from './servers.ts';

/** A request for a token that will be granted. */
export interface TokenRequest {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Gives each of some accounts a bound device and a film, and the request for its token. */
export async function createCustomers(
  service: MeasuredService,
  emulatorUrl: string,
  count: number
): Promise<TokenRequest[]> {
  const { call, redeem } = createDemoApi({ serviceUrl: service.url, emulatorUrl, apiKey: service.apiKey });
  const film = { kid: randomHex(), key: { kind: 'clear', value: randomHex() } };
  await call('PUT', '/v1/contents/film', 201, film);

  const requests: TokenRequest[] = [];
  for (let index = 0; index < count; index += 1) {
    const account = `/v1/accounts/customer-${index}`;
    const registration = await call('POST', `${account}/registrations`, 201, { drm: 'widevine' });
    await redeem(registration.licenseUrl, randomHex());
    const { device } = await call('POST', `/v1/registrations/${registration.registrationId}/complete`, 200);
    await call('POST', `${account}/entitlements`, 201, { contentId: 'film', kind: 'purchase' });
    requests.push({
      method: 'POST',
      path: `${account}/tokens`,
      headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ contentId: 'film', deviceId: device.deviceId })
    });
  }
  return requests;
}

function randomHex(): string {
  return randomBytes(16).toString('hex');
}
