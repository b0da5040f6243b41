import { randomBytes } from 'node:crypto';
import {
  createBinding,
  type Drm,
  type EntitlementTerms,
  type IssuedToken
} from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { expressPlayLicenses } from '@expressplay-binding/fastify-binding';
import { openStorage } from '@expressplay-binding/storage-kysely';
import type { Test } from 'tap';
import { redeem } from './support/calls.ts';
import { onEachDatabase, type TestDatabase } from './support/databases.ts';
import { newDeviceId } from './support/flow.ts';
import { startEmulator } from './support/service.ts';

const hour = 3_600_000;
const caller = { actor: 'test' };
const right = { accountId: 'ada', contentId: 'film' };

/** The rules, a database and an emulator on one clock that the test moves. Five devices fit into the account. */
async function startStage(t: Test, database: TestDatabase, drm: Drm) {
  // In the past: the client refuses ends that are more than 30 days ahead of its own clock.
  let now = Date.parse('2026-05-04T12:00:00Z');
  const clock = () => now;
  const emulator = await startEmulator(t, { now: clock });
  const storage = await openStorage({ url: await database.createUrl(t), sealingKeys: [randomBytes(32)] });
  t.teardown(() => storage.close());
  const client = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: '1000,0123456789abcdef0123456789abcdef'
  });
  t.teardown(() => client.close());
  const key = { kind: 'clear', value: '2'.repeat(32) } as const;
  const binding = createBinding({
    store: storage.store,
    licenses: expressPlayLicenses(client),
    clock,
    settings: { dummyContent: { kid: '1'.repeat(32), key, iv: '3'.repeat(32) } }
  });
  await binding.saveContent({ contentId: 'film', kid: '4'.repeat(32), key, iv: '6'.repeat(32) });
  await binding.savePolicy({ name: 'default', maxDevices: 5 }, caller);

  async function redeemOn(device: string, { licenseUrl, token }: Pick<IssuedToken, 'licenseUrl' | 'token'>) {
    if (drm !== 'marlin-bb') return redeem(licenseUrl, device);
    const [, business = ''] = /<BusinessToken[^>]*>([^<]+)</.exec(token ?? '') ?? [];
    const query = encodeURIComponent(business.replaceAll(/\s/g, ''));
    return redeem(`${emulator.url}/hms/bb/rights/?ExpressPlayToken=${query}`, device);
  }

  return {
    binding,
    now: clock,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    /** What devices hold that they may keep and that still plays. */
    keptLicenses: () =>
      emulator.licenses.filter(
        ({ persistent, endsAt }) => persistent && Date.parse(endsAt ?? '9999-12-31') > now
      ),
    /** Registers a physical device; returns the id of its slot. */
    async register(device: string): Promise<string> {
      const { registration, license } = await binding.startRegistration({ accountId: 'ada', drm }, caller);
      await redeemOn(device, license);
      const outcome = await binding.completeRegistration(registration.registrationId, caller);
      return `${outcome.device?.deviceId}`;
    },
    /** Asks for a token and redeems it on the device; returns the token, or the code of the refusal. */
    async play(device: string, deviceId: string, persistent?: boolean) {
      try {
        const token = await binding.issueToken({ ...right, deviceId, persistent }, caller);
        const { status } = await redeemOn(device, token);
        return status === 200 ? token : `not redeemed: ${status}`;
      } catch (error) {
        return (error as { code: string }).code;
      }
    }
  };
}

const terms: Record<string, (now: number) => EntitlementTerms> = {
  rental: now => ({ kind: 'rental', startBy: now + 48 * hour, playDuration: 7200 }),
  subscription: now => ({ kind: 'subscription', until: now + 2 * hour })
};

// FairPlay keeps only what is asked for, the others keep every license of a right that ends.
for (const [drm, persistent] of [
  ['playready', undefined],
  ['marlin-bb', undefined],
  ['fairplay', true]
] as const)
  for (const [kind, termsAt] of Object.entries(terms))
    onEachDatabase(
      `of five devices one holds a ${kind} with one offline place, ${drm}`,
      async (t, database) => {
        const { binding, now, pass, keptLicenses, register, play } = await startStage(t, database, drm);
        await binding.createEntitlement({ ...right, terms: termsAt(now()), offlineDevices: 1 }, caller);
        const devices = Array.from({ length: 5 }, newDeviceId);
        const slots: string[] = [];
        for (const device of devices) slots.push(await register(device));
        const [first = '', second = ''] = devices;
        const [firstSlot = '', secondSlot = ''] = slots;
        const offline = 'offline-not-allowed';

        const answers = [];
        for (const [i, device] of devices.entries())
          answers.push(await play(device, `${slots[i]}`, persistent));
        const [issued] = answers as IssuedToken[];
        t.match(issued, { persistent: true, deviceId: firstSlot });
        t.strictSame(answers.slice(1), Array(4).fill(offline));
        const [license, ...others] = keptLicenses();
        t.strictSame(others, [], 'only one device keeps a license');
        t.ok(Date.parse(`${license?.endsAt}`) <= issued!.playableUntil, 'which ends by playableUntil');
        t.equal(issued?.playableUntil, now() + 2 * hour, 'the end of the right');

        const removal = await binding.removeDevice('ada', firstSlot, caller);
        t.equal(removal.playableUntil, issued?.playableUntil, 'the removed device can still play');
        t.equal(await play(second, secondSlot, persistent), offline, 'so its place is not free');

        const again = await register(first);
        t.not(again, firstSlot);
        t.match(
          await play(first, again, persistent),
          { persistent: true },
          'the same device takes its own place'
        );
        t.equal(await play(second, secondSlot, persistent), offline);

        pass(2 * hour);
        t.strictSame(keptLicenses(), [], 'the licenses have ended');
        await binding.createEntitlement({ ...right, terms: termsAt(now()), offlineDevices: 1 }, caller);
        t.match(
          await play(second, secondSlot, persistent),
          { persistent: true },
          'the place of a new right is free'
        );
      }
    );

onEachDatabase(
  'the place of a removed device is free once its license can no longer play',
  async (t, database) => {
    const { binding, now, pass, register, play } = await startStage(t, database, 'playready');
    const until = now() + 2 * hour;
    const { entitlementId } = await binding.createEntitlement(
      { ...right, terms: { kind: 'subscription', until }, offlineDevices: 1 },
      caller
    );
    const [first, second] = [newDeviceId(), newDeviceId()];
    const [firstSlot, secondSlot] = [await register(first), await register(second)];
    t.match(await play(first, firstSlot), { playableUntil: until });
    await binding.removeDevice('ada', firstSlot, caller);
    await binding.extendSubscription('ada', entitlementId, until + 2 * hour, caller);
    pass(2 * hour - 1000);
    t.equal(
      await play(second, secondSlot),
      'offline-not-allowed',
      'the license of the removed device still plays'
    );
    pass(1000);
    t.match(await play(second, secondSlot), { playableUntil: until + 2 * hour });
  }
);

onEachDatabase('two slots of one physical device take one place', async (t, database) => {
  const { binding, register, play } = await startStage(t, database, 'playready');
  await binding.createEntitlement({ ...right, terms: { kind: 'purchase' }, offlineDevices: 2 }, caller);
  const [first, second, third] = [newDeviceId(), newDeviceId(), newDeviceId()];
  for (let time = 0; time < 3; time++) {
    const slot = await register(first);
    t.match(await play(first, slot, true), { persistent: true });
    await binding.removeDevice('ada', slot, caller);
  }
  t.match(await play(second, await register(second), true), { persistent: true }, 'the second place is free');
  t.equal(await play(third, await register(third), true), 'offline-not-allowed');
});
