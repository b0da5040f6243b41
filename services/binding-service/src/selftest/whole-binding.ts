import { randomBytes } from 'node:crypto';
import { type BindingSettings, createBinding, type LicenseService } from '@expressplay-binding/binding-core';
import { openStorage } from '@expressplay-binding/storage-kysely';
import { redeem } from './emulator.ts';

/** Plays a purchase from the registration to the refused second device, on a database in memory. */
export async function checkWholeBinding(
  licenses: LicenseService,
  settings: BindingSettings
): Promise<string> {
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  try {
    const binding = createBinding({ store: storage.store, licenses, settings });
    const caller = { actor: 'selftest' };
    const accountId = 'selftest';
    const [device, stranger] = [newHex(), newHex()];

    const started = await binding.startRegistration({ accountId, drm: 'widevine' }, caller);
    expect((await redeem(started.license.licenseUrl, device)) === 200, 'The dummy token was not redeemed.');
    const bound = await binding.completeRegistration(started.registration.registrationId, caller);
    expect(bound.registration.state === 'bound', 'The redemption shows in no record.');

    await binding.saveContent({ contentId: 'film', kid: newHex(), key: { kind: 'clear', value: newHex() } });
    await binding.createEntitlement({ accountId, contentId: 'film', terms: { kind: 'purchase' } }, caller);
    const deviceId = bound.device?.deviceId ?? '';
    const token = await binding.issueToken({ accountId, contentId: 'film', deviceId }, caller);
    expect((await redeem(token.licenseUrl, device)) === 200, 'The registered device got no license.');
    expect((await redeem(token.licenseUrl, stranger)) === 403, 'A second device got a license too.');
    return 'The registered device plays; a second one is refused.';
  } finally {
    await storage.close();
  }
}

function newHex(): string {
  return randomBytes(16).toString('hex');
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
