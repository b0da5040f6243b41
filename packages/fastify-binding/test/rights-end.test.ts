import { randomBytes } from 'node:crypto';
import { createBinding, type Drm, drms, type EntitlementTerms } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createEmulator, type LicenseTimes } from '@expressplay-binding/expressplay-emulator';
import { openStorage } from '@expressplay-binding/storage-kysely';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { expressPlayLicenses, type WidevineDurations } from '../src/index.ts';
import { redeem } from './support/api.ts';

const start = Date.parse('2026-05-04T12:00:00Z');
const second = 1000;
const caller = { actor: 'test' };
const kinds = ['purchase', 'rental', 'subscription'] as const;
const texts = ['start-window', 'from-first-play'] as const;
const never = Number.POSITIVE_INFINITY;

/** The rules and an emulator on one clock that a test sets. */
async function startStage(t: Test, widevineDurations: WidevineDurations) {
  let now = start;
  const clock = () => now;
  const emulator = await createEmulator({ now: clock });
  t.teardown(() => emulator.close());
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  t.teardown(() => storage.close());
  const client = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: '1000,0123456789abcdef0123456789abcdef'
  });
  t.teardown(() => client.close());
  const binding = createBinding({
    store: storage.store,
    licenses: expressPlayLicenses(client, { widevineDurations }),
    clock,
    settings: { dummyContent: { kid: '1'.repeat(32), key: clearKey('2'), iv: '3'.repeat(32) } }
  });
  await binding.saveContent({
    contentId: 'film',
    kid: '4'.repeat(32),
    key: clearKey('5'),
    iv: '6'.repeat(32)
  });

  return {
    binding,
    emulator,
    at: (moment: number) => {
      now = moment;
    },
    /** The account's device for the DRM. Each account is one case. */
    async register(accountId: string, drm: Drm): Promise<string> {
      const { registration, license } = await binding.startRegistration({ accountId, drm }, caller);
      await redeem(redeemUrl(license, drm, emulator.url), 'a'.repeat(32));
      const { device } = await binding.completeRegistration(registration.registrationId, caller);
      return device!.deviceId;
    },
    /** Redeems the token; returns the license, or nothing if the token has expired. */
    async redeem(license: { licenseUrl: string; token?: string | undefined }, drm: Drm) {
      const before = emulator.licenses.length;
      await redeem(redeemUrl(license, drm, emulator.url), 'a'.repeat(32));
      return emulator.licenses.slice(before)[0];
    }
  };
}

const clearKey = (digit: string) => ({ kind: 'clear', value: digit.repeat(32) }) as const;

function redeemUrl(license: { licenseUrl: string; token?: string | undefined }, drm: Drm, emulator: string) {
  if (drm !== 'marlin-bb') return license.licenseUrl;
  const business = /<BusinessToken[^>]*>([^<]+)</.exec(license.token ?? '')?.[1]?.replaceAll(/\s/g, '') ?? '';
  return `${emulator}/hms/bb/rights/?ExpressPlayToken=${encodeURIComponent(business)}`;
}

/** When playback stops at the latest that begins at `first`; `undefined` if it may not begin then. */
function stopOf(license: LicenseTimes, first: number): number | undefined {
  if (license.startUntil !== undefined && first > Date.parse(license.startUntil)) return undefined;
  const end = license.endsAt === undefined ? never : Date.parse(license.endsAt);
  if (first >= end) return undefined;
  return Math.min(end, license.playSeconds === undefined ? never : first + license.playSeconds * second);
}

/** A moment within a stretch of time: 0 is its beginning, 1 its end. */
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const anyCase = fc.record({
  drm: fc.constantFrom(...drms),
  kind: fc.constantFrom(...kinds),
  persistent: fc.boolean(),
  /** How long the right lasts from the token on, in milliseconds. */
  lasts: fc.oneof(fc.integer({ min: 1, max: 900_000 }), fc.integer({ min: 1, max: 90 * 86_400_000 })),
  redeemed: share,
  played: share
});

/** Checks a case under one text on Widevine; a refused token is no license. */
async function checkCase(
  stage: Awaited<ReturnType<typeof startStage>>,
  accountId: string,
  one: typeof anyCase extends fc.Arbitrary<infer Case> ? Case : never,
  text: (typeof texts)[number]
): Promise<string | undefined> {
  const { drm, kind, persistent } = one;
  stage.at(start);
  stage.emulator.configure({ widevineDurations: text });
  const deviceId = await stage.register(accountId, drm);
  const lasts = kind === 'rental' ? Math.ceil(one.lasts / second) * second : one.lasts;
  const rightEnd = kind === 'purchase' ? never : start + lasts;
  const terms: Record<(typeof kinds)[number], EntitlementTerms> = {
    purchase: { kind: 'purchase' },
    rental: { kind: 'rental', startBy: start + 1, playDuration: lasts / second },
    subscription: { kind: 'subscription', until: start + lasts }
  };
  const right = { accountId, contentId: 'film', terms: terms[kind], offlineDevices: 1 };
  await stage.binding.createEntitlement(right, caller);
  const issued = await stage.binding
    .issueToken({ accountId, contentId: 'film', deviceId, persistent }, caller)
    .catch(error => error.code as string);
  if (typeof issued === 'string') return issued;

  const redeemedAt = Math.floor(start + one.redeemed * (issued.expiresAt - start));
  stage.at(redeemedAt);
  const license = await stage.redeem(issued, drm);
  if (!license) return 'token-expired';
  if (license.startUntil !== undefined && Date.parse(license.startUntil) <= redeemedAt)
    throw new Error('a duration of 0 means no limit');
  if (license.persistent !== issued.persistent) throw new Error('the answer names another persistence');
  // A license that is not kept belongs to the session of a player, which begins to play soon or not at all.
  const wait = Math.min(issued.expiresAt - start, (rightEnd - issued.expiresAt) / 2);
  const latest = license.persistent ? Math.min(rightEnd, start + 400 * 86_400_000) : redeemedAt + wait;
  const first = license.startUntil
    ? Math.floor(redeemedAt + one.played * (Date.parse(license.startUntil) - redeemedAt))
    : Math.floor(redeemedAt + one.played * (latest - redeemedAt));
  const stop = stopOf(license, first);
  if (stop === undefined) return 'not-started';
  if (stop > rightEnd) throw new Error(`plays ${(stop - rightEnd) / second} s longer than the right`);
  if (rightEnd === never && !license.persistent) return undefined;
  if (stop < never && stop > issued.playableUntil) throw new Error('plays longer than playableUntil');
  return undefined;
}

for (const chosen of ['either', ...texts] as const)
  t.test(`no license plays past its right or playableUntil, with durations that suit ${chosen}`, async t => {
    const stage = await startStage(t, chosen);
    let cases = 0;
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyCase, fc.constantFrom(...texts), async (one, text) => {
        // What is kept ends with the right under both texts; what is not kept does so under the chosen one.
        const holding = one.persistent || chosen === 'either' ? text : chosen;
        const outcome = await checkCase(stage, `case-${cases++}`, one, holding);
        outcomes.set(outcome ?? 'plays', (outcomes.get(outcome ?? 'plays') ?? 0) + 1);
      }),
      { numRuns: 100 }
    );
    t.ok((outcomes.get('plays') ?? 0) > 25, JSON.stringify(Object.fromEntries(outcomes)));
  });

t.test('a license for a right that ends plays for all of it, but for the life of the token', async t => {
  for (const text of texts) {
    const stage = await startStage(t, text);
    stage.emulator.configure({ widevineDurations: text });
    for (const drm of ['widevine', 'fairplay'] as const) {
      stage.at(start);
      const deviceId = await stage.register(drm, drm);
      const terms = { kind: 'subscription', until: start + 7200 * second } as const;
      await stage.binding.createEntitlement({ accountId: drm, contentId: 'film', terms }, caller);
      const issued = await stage.binding.issueToken({ accountId: drm, contentId: 'film', deviceId }, caller);
      const license = await stage.redeem(issued, drm);
      const least = terms.until - 600 * second;
      t.ok((stopOf(license!, start) ?? 0) >= least, `${drm}, ${text}`);
    }
  }
});
