import { randomBytes } from 'node:crypto';
import { type BindingSettings, type Caller, createBinding, type StartRegistration } from '../../src/index.ts';
import { createLicenseService } from './license-service.ts';
import { createMemoryStore } from './memory-store.ts';
import { checkRefusals } from './refusals.ts';

export const caller: Caller = { actor: 'test' };
export const kid = '0123456789abcdef0123456789abcdef';
export const key = { kind: 'clear', value: 'fedcba9876543210fedcba9876543210' } as const;

/** The rules on a store in memory, with a clock that stands still until it is moved. */
export function createStage(settings: Partial<BindingSettings> = {}) {
  let now = Date.UTC(2030, 0, 1);
  const store = createMemoryStore();
  const licenses = createLicenseService();
  const useCases = createBinding({
    store,
    licenses: licenses.service,
    clock: () => now,
    randomBytes,
    settings: { dummyContent: { kid: 'd'.repeat(32), key, iv: 'e'.repeat(32) }, ...settings }
  });
  const binding = checkRefusals(useCases);

  return {
    binding,
    store,
    licenses,
    now: () => now,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    /** Registers a device through to the end and says what came of it. */
    async register(
      accountId: string,
      drmDeviceId: string,
      more: Partial<Omit<StartRegistration, 'accountId'>> = {}
    ) {
      const { registration } = await binding.startRegistration(
        { drm: 'widevine', ...more, accountId },
        caller
      );
      licenses.redeem(registration.cookie, drmDeviceId);
      return binding.completeRegistration(registration.registrationId, caller);
    },
    /** A bound device of the account and a content that it bought. */
    async bought(accountId = 'ada', contentId = 'film') {
      await binding.saveContent({ contentId, kid, key });
      await binding.createEntitlement({ accountId, contentId, terms: { kind: 'purchase' } }, caller);
      const { device } = await this.register(accountId, '1'.repeat(32));
      if (!device) throw new Error('the stage could not bind its device');
      return { accountId, contentId, deviceId: device.deviceId };
    }
  };
}
