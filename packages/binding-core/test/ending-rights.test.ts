import t from 'tap';
import { type Drm, drms, type EntitlementTerms, endOfTime } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

const hour = 3_600_000;

/** A device for the DRM and a right to `film` on these terms, with moments counted from now. */
async function stageWith(drm: Drm, terms: (now: number) => EntitlementTerms, offlineDevices?: number) {
  const stage = await createStage();
  await stage.binding.saveContent({ contentId: 'film', kid, key });
  const device = async (drmDeviceId: string) => {
    const { device: bound } = await stage.register('ada', drmDeviceId, { drm });
    return { accountId: 'ada', contentId: 'film', deviceId: bound!.deviceId };
  };
  const request = await device('1'.repeat(32));
  const right = { accountId: 'ada', contentId: 'film', terms: terms(stage.now()), offlineDevices };
  await stage.binding.createEntitlement(right, caller);
  return { ...stage, request, device };
}

const rental = (now: number): EntitlementTerms => ({
  kind: 'rental',
  startBy: now + 48 * hour,
  playDuration: 7200
});
const subscription = (now: number): EntitlementTerms => ({ kind: 'subscription', until: now + 2 * hour });
const purchase = (): EntitlementTerms => ({ kind: 'purchase' });

t.test(
  'a token of a right that ends is redeemable only shortly where its license counts from then',
  async t => {
    for (const drm of drms) {
      const { binding, request, now } = await stageWith(drm, rental, 1);
      const { expiresAt, playableUntil } = await binding.issueToken(request, caller);
      const names = drm === 'playready' || drm === 'marlin-bb';
      t.equal(expiresAt - now(), names ? 2 * hour : 300_000, drm);
      t.equal(playableUntil - now(), 2 * hour, drm);
    }
  }
);

t.test(
  'where less is left of the right, half of it is for the redemption and half for the license',
  async t => {
    const { binding, request, now, pass } = await stageWith('widevine', rental);
    await binding.issueToken(request, caller);
    pass(7200 - 100);
    t.equal((await binding.issueToken(request, caller)).expiresAt - now(), 50_000);
    pass(97);
    t.equal((await binding.issueToken(request, caller)).expiresAt - now(), 1000);
    pass(1);
    await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
  }
);

t.test('a token of a right that never ends keeps its full time', async t => {
  for (const drm of drms) {
    const { binding, request, now } = await stageWith(drm, purchase);
    t.match(
      await binding.issueToken(request, caller),
      { expiresAt: now() + 24 * hour, persistent: false },
      drm
    );
  }
});

t.test(
  'PlayReady and Marlin BB licenses of rights that end are kept: each takes an offline place',
  async t => {
    for (const drm of ['playready', 'marlin-bb'] as const)
      for (const terms of [rental, subscription]) {
        const { binding, request, device, now, licenses } = await stageWith(drm, terms, 1);
        const issued = await binding.issueToken(request, caller);
        t.match(issued, { persistent: true, playableUntil: now() + 2 * hour }, drm);
        t.equal(licenses.requests.at(-1)?.persistent, true);
        const second = await device('2'.repeat(32));
        await t.rejects(binding.issueToken(second, caller), { code: 'offline-not-allowed' }, drm);
      }
  }
);

t.test(
  'a right that ends without offline use opens nothing that PlayReady or Marlin BB would keep',
  async t => {
    for (const drm of ['playready', 'marlin-bb'] as const) {
      const { binding, request, licenses } = await stageWith(drm, rental);
      const asked = licenses.requests.length;
      await t.rejects(binding.issueToken(request, caller), { code: 'offline-not-allowed' });
      t.equal(licenses.requests.length, asked, 'ExpressPlay is not asked');
      await binding.createEntitlement({ ...request, terms: { kind: 'purchase' } }, caller);
      t.match(await binding.issueToken(request, caller), { persistent: false }, 'a purchase streams');
    }
  }
);

t.test(
  'no Widevine license is kept of a right that ends, because only one of two readings ends it',
  async t => {
    const { binding, request, now } = await stageWith('widevine', rental, 1);
    const kept = { ...request, persistent: true };
    await t.rejects(binding.issueToken(kept, caller), { code: 'offline-not-allowed' });
    t.match(await binding.issueToken(request, caller), { playableUntil: now() + 2 * hour });
    const right = { ...request, terms: { kind: 'purchase' } as const, offlineDevices: 1 };
    await binding.createEntitlement(right, caller);
    t.match(await binding.issueToken(kept, caller), { persistent: true, playableUntil: endOfTime });
  }
);
