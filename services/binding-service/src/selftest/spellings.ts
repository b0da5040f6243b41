import { randomBytes } from 'node:crypto';
import type { DummyContent, LicenseService } from '@expressplay-binding/binding-core';
import {
  createExpressPlayClient,
  type ExpressPlayClientOptions
} from '@expressplay-binding/expressplay-client';
import { expressPlayLicenses } from '@expressplay-binding/fastify-binding';
import { redeem } from './emulator.ts';

/** The spellings that documents about ExpressPlay suggest: its own list of parameters is not public. */
const candidates = ['deviceId', 'deviceid', 'device_id', 'deviceID', 'DeviceId', 'device'];

/** Finds a name of the device restriction under which another device is refused. */
export async function findSpelling(
  expressPlay: ExpressPlayClientOptions,
  content: DummyContent
): Promise<string | undefined> {
  for (const deviceIdParameter of candidates) {
    const client = createExpressPlayClient({ ...expressPlay, deviceIdParameter });
    try {
      if (await refusesOthers(expressPlayLicenses(client), content)) return deviceIdParameter;
    } finally {
      await client.close();
    }
  }
  return undefined;
}

async function refusesOthers(licenses: LicenseService, content: DummyContent): Promise<boolean> {
  const now = Date.now();
  const { licenseUrl } = await licenses.requestToken({
    drm: 'widevine',
    content,
    cookie: randomBytes(24).toString('base64url'),
    deviceId: randomBytes(16).toString('hex'),
    issuedAt: now,
    expiresAt: now + 60_000,
    persistent: false
  });
  return (await redeem(licenseUrl, randomBytes(16).toString('hex'))) === 403;
}
