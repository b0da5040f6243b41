import { randomBytes } from 'node:crypto';
import { createRestClient } from '@expressplay-binding/rest-client';
import { createEmulatorApi } from '../emulator-api.mjs';
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
  const api = createRestClient({ baseUrl: service.url, apiKey: service.apiKey });
  const { redeem } = createEmulatorApi(emulatorUrl);
  const contentId = 'film';
  await api.saveContent({ contentId, kid: randomHex(), key: { kind: 'clear', value: randomHex() } });

  const requests: TokenRequest[] = [];
  for (let index = 0; index < count; index += 1) {
    const accountId = `customer-${index}`;
    const { registrationId, licenseUrl } = await api.startRegistration({ accountId, drm: 'widevine' });
    await redeem(licenseUrl, randomHex());
    const { device } = await api.completeRegistration({ registrationId });
    if (device === undefined) throw new Error(`The device of ${accountId} was not bound.`);
    await api.createEntitlement({ accountId, contentId, kind: 'purchase' });
    requests.push({
      method: 'POST',
      path: `/v1/accounts/${accountId}/tokens`,
      headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ contentId, deviceId: device.deviceId })
    });
  }
  return requests;
}

function randomHex(): string {
  return randomBytes(16).toString('hex');
}
