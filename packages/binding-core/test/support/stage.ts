import {
  createSealer,
  createStore,
  migrateToLatest,
  openSqlite,
  type Tables
} from '@expressplay-binding/storage-kysely';
import { type BindingSettings, type Caller, createBinding, type StartRegistration } from '../../src/index.ts';
import { createLicenseService } from './license-service.ts';
import { checkRefusals } from './refusals.ts';

export const caller: Caller = { actor: 'test' };
export const kid = '0123456789abcdef0123456789abcdef';
export const key = { kind: 'clear', value: 'fedcba9876543210fedcba9876543210' } as const;

/** The use cases on SQLite in memory, with clocks that only `pass` and `setBack` move. */
export async function createStage(settings: Partial<BindingSettings> = {}) {
  let now = Date.UTC(2030, 0, 1);
  let elapsed = 0;
  const database = await openSqlite(':memory:');
  await migrateToLatest(database);
  const store = createStore(database, createSealer([Buffer.alloc(32)]));
  const licenses = createLicenseService(() => now);
  const useCases = createBinding({
    store,
    licenses: licenses.service,
    clock: () => now,
    monotonicClock: () => elapsed,
    settings: { dummyContent: { kid: 'd'.repeat(32), key, iv: 'e'.repeat(32) }, ...settings }
  });
  const binding = checkRefusals(useCases);

  return {
    binding,
    store,
    licenses,
    now: () => now,
    /** Closes the database under the use cases. */
    close: () => database.close(),
    pass: (seconds: number) => {
      now += seconds * 1000;
      elapsed += seconds * 1000;
    },
    /** Sets the wall clock back, while time goes on. */
    setBack: (seconds: number) => {
      now -= seconds * 1000;
    },
    /** The audit events of an account, oldest first, without those that tokens make. */
    async auditTrail(accountId = 'ada') {
      const { items } = await store.listAuditEvents({ accountId }, { limit: 100 });
      return items.filter(event => event.action !== 'token.issued').reverse();
    },
    /** The rows of every table. */
    stored: () =>
      database.read(async db => {
        const tables = await db.introspection.getTables();
        const names = tables.map(({ name }) => name as keyof Tables);
        const rows = names.map(async name => [name, await db.selectFrom(name).selectAll().execute()]);
        return Object.fromEntries(await Promise.all(rows)) as Record<keyof Tables, readonly object[]>;
      }),
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
