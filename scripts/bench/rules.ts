import { createHash } from 'node:crypto';
import { createBinding, type LicenseService } from '@expressplay-binding/binding-core';
import { openStorage } from '@expressplay-binding/storage-kysely';

const key32 = '0'.repeat(32);

/** On whose behalf everything is done. */
export const caller = { actor: 'bench' };

/** The rules on a database, without HTTP and without ExpressPlay: every cookie was redeemed by a device of its own. */
export async function openRules(url: string) {
  const storage = await openStorage({ url, sealingKeys: [Buffer.alloc(32)] });
  const licenses: LicenseService = {
    requestToken: async () => ({ licenseUrl: 'https://example.com/' }),
    findRedemptions: async cookie => [
      { deviceId: createHash('sha256').update(cookie).digest('hex').slice(0, 32) }
    ]
  };
  const settings = { dummyContent: { kid: key32, key: { kind: 'clear', value: key32 } as const } };
  const binding = createBinding({ store: storage.store, licenses, settings });

  return {
    binding,
    /** Starts a registration and redeems its token. Returns its id. */
    async startRedeemed(accountId: string): Promise<string> {
      const { registration } = await binding.startRegistration({ accountId, drm: 'widevine' }, caller);
      return registration.registrationId;
    },
    close: () => storage.close()
  };
}

export type Rules = Awaited<ReturnType<typeof openRules>>;
