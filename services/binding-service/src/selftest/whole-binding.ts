import { randomBytes } from 'node:crypto';
import { type BindingSettings, createBinding, type LicenseService } from '@expressplay-binding/binding-core';
import { openStorage } from '@expressplay-binding/storage-kysely';
import { UnboundError } from './check.ts';
import { redeem } from './emulator.ts';

/** Plays a purchase from the registration to the refused second device, on a database in memory. */
export async function checkWholeBinding(
  licenses: LicenseService,
  settings: BindingSettings,
  findOtherSpelling: () => Promise<string | undefined>
): Promise<string> {
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  try {
    // Whatever is configured about the restriction: this finds out what is true.
    const tried = { ...settings, deviceBinding: {}, allowUnbound: [], unverifiedBinding: 'allow' } as const;
    const binding = createBinding({ store: storage.store, licenses, settings: tried });
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
    if ((await redeem(token.licenseUrl, stranger)) !== 403) throw unbound(await findOtherSpelling());
    return 'The registered device plays; a second one is refused.';
  } finally {
    await storage.close();
  }
}

function unbound(spelling: string | undefined): UnboundError {
  if (spelling === undefined)
    return new UnboundError(
      'ignored',
      'A second device got a license too: the device restriction is ignored under every known name. ' +
        'List the DRM in DEVICE_BINDING_UNSUPPORTED and ask Intertrust.'
    );
  return new UnboundError(
    'other-spelling',
    `A second device got a license too: the name of the device restriction is ${spelling}. ` +
      `Set EXPRESSPLAY_DEVICE_ID_PARAMETER=${spelling}.`
  );
}

function newHex(): string {
  return randomBytes(16).toString('hex');
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
