import { randomBytes } from 'node:crypto';
import {
  type Binding,
  createBinding,
  type LicenseService,
  type Page,
  type PageRequest
} from '@expressplay-binding/binding-core';
import type { Test } from 'tap';
import { onEachDatabase, openEmpty, type TestDatabase } from './support/databases.ts';

const caller = { actor: 'test' };
const kid = 'd'.repeat(32);
const key = { kind: 'clear', value: 'e'.repeat(32) } as const;
const start = Date.UTC(2030, 0, 1);

/** The use cases with a clock that only the test moves, and an ExpressPlay that answers when the test says so. */
async function openStage(t: Test, database: TestDatabase) {
  const { store } = await openEmpty(t, database);
  let now = start;
  let held: { asked(): void; readonly mayAnswer: Promise<void> } | undefined;
  const licenses: LicenseService = {
    async requestToken() {
      const call = held;
      held = undefined;
      call?.asked();
      await call?.mayAnswer;
      return { licenseUrl: `https://license.example/?token=${randomBytes(8).toString('hex')}` };
    },
    findRedemptions: async cookie => [{ deviceId: Buffer.from(cookie).toString('hex').slice(0, 32) }]
  };
  const settings = { dummyContent: { kid, key } };
  const binding = createBinding({ store, licenses, clock: () => now, settings });
  return {
    binding,
    store,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    /** Holds the answer to the next call back, until `send`. */
    holdAnswer() {
      const call = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      held = { asked: call.resolve, mayAnswer: answer.promise };
      return { asked: call.promise, send: answer.resolve };
    }
  };
}

async function register(binding: Binding, accountId: string): Promise<string> {
  const { registration } = await binding.startRegistration({ accountId, drm: 'widevine' }, caller);
  const { device } = await binding.completeRegistration(registration.registrationId, caller);
  return `${device?.deviceId}`;
}

onEachDatabase(
  'the events of one unit of work are listed in the order in which they happened',
  async (t, database) => {
    const { binding } = await openStage(t, database);
    for (let i = 0; i < 3; i++) await register(binding, 'ada');
    const devices = (await binding.listDevices('ada', { limit: 10 })).items.map(({ deviceId }) => deviceId);
    await binding.savePolicy({ name: 'none', maxDevices: 0, overLimit: 'deactivate-oldest' }, caller);
    await binding.setAccountPolicy({ accountId: 'ada', policyName: 'none', reason: 'test' }, caller);
    const { items } = await binding.listAuditEvents({ accountId: 'ada' }, { limit: 4 });
    // All of them within one millisecond, because the clock stands still.
    t.strictSame(items.map(({ action }) => action).reverse(), [
      'account.policy-set',
      'device.removed',
      'device.removed',
      'device.removed'
    ]);
    t.strictSame(new Set(items.slice(0, 3).map(({ subject }) => subject)), new Set(devices));
    t.equal(new Set(items.map(({ at }) => at)).size, 1);
  }
);

onEachDatabase('what waited for its turn is newer than what was written meanwhile', async (t, database) => {
  const { binding, store, pass } = await openStage(t, database);
  await binding.saveContent({ contentId: 'film', kid, key });
  await binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } },
    caller
  );
  const deviceId = await register(binding, 'ada');
  pass(1000);

  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
  const holding = store.inAccount('ada', start, async () => {
    begin();
    await mayEnd;
  });
  await hasBegun;
  const renaming = binding.renameDevice('ada', deviceId, 'Den', caller);
  const buying = binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } },
    caller
  );
  pass(1000);
  end();
  await holding;
  const renamed = await renaming;
  const bought = await buying;
  const { items } = await binding.listAuditEvents({ accountId: 'ada' }, { limit: 2 });
  t.strictSame(
    new Set(items.map(({ subject }) => subject)),
    new Set([renamed.deviceId, bought.entitlementId])
  );
  for (const { at } of items) t.equal(at, start + 2000, 'the event has the moment of its unit');
  t.equal(bought.createdAt, start + 2000);
});

onEachDatabase(
  'what ExpressPlay answers late is newer than what was written meanwhile',
  async (t, database) => {
    const { binding, pass, holdAnswer } = await openStage(t, database);
    await binding.saveContent({ contentId: 'film', kid, key });
    const wanted = { accountId: 'ada', contentId: 'film' };
    await binding.createEntitlement({ ...wanted, terms: { kind: 'purchase' } }, caller);
    const deviceId = await register(binding, 'ada');
    const newest = async <T>(list: (page: PageRequest) => Promise<Page<T>>) =>
      (await list({ limit: 1 })).items[0];

    const start = () => binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
    const issue = () => binding.issueToken({ ...wanted, deviceId }, caller);
    const check = () => binding.startBindingCheck({ accountId: 'ada', deviceId }, caller);
    const newestId = {
      registration: async () =>
        (await newest(page => binding.listRegistrations('ada', page)))?.registration.registrationId,
      token: async () => (await newest(page => binding.listTokens('ada', page)))?.tokenId,
      event: async () => (await newest(page => binding.listAuditEvents({ accountId: 'ada' }, page)))?.subject
    };

    for (const [what, write] of [
      ['registration', async () => (await start()).registration.registrationId],
      ['token', async () => (await issue()).tokenId],
      ['event', async () => (await check()).check.checkId]
    ] as const) {
      const { asked, send } = holdAnswer();
      const late = write();
      await asked;
      pass(1000);
      t.equal(await write(), await newestId[what](), `the first page of a list, ${what}`);
      send();
      t.equal(await late, await newestId[what](), `nothing is inserted behind its cursor, ${what}`);
    }
  }
);
