import t from 'tap';
import type { Drm, Emulator, LicenseTimes } from '../src/index.ts';
import { type Form, KID, licenseUrl, redeem, start, TV } from './helper.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const HOUR = 3600;
const after = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

const rental: Form = {
  rightsType: 'Rental',
  'rental.periodEndTime': '2030-01-03T00:00:00Z',
  'rental.playDuration': String(4 * HOUR),
  generalFlags: '00000001'
};

/** What the license server tells the device about the license. */
async function timesOf(emulator: Emulator, drm: Drm, form: Form): Promise<LicenseTimes> {
  const response = await redeem(await licenseUrl(emulator, drm, form), TV);
  return JSON.parse(response.headers.get('x-emulated-license') ?? 'null');
}

t.test('a license without limits never ends', async t => {
  const emulator = await start(t);
  for (const drm of ['widevine', 'playready', 'fairplay', 'ms3', 'bb', 'universal'] as const)
    t.same(await timesOf(emulator, drm, {}), { persistent: false }, drm);
});

t.test('Widevine durations count as the chosen reading says, from the redemption', async t => {
  const emulator = await start(t, { now: () => NOW });
  const durations = { licenseDuration: String(48 * HOUR), playbackDuration: String(6 * HOUR) };
  t.same(await timesOf(emulator, 'widevine', durations), {
    startUntil: after(48 * HOUR),
    playSeconds: 6 * HOUR,
    persistent: false
  });
  emulator.configure({ widevineDurations: 'from-first-play' });
  t.same(await timesOf(emulator, 'widevine', durations), { playSeconds: 48 * HOUR, persistent: false });
});

t.test('a FairPlay rental duration counts from the redemption, and 0 sets no end', async t => {
  const emulator = await start(t, { now: () => NOW });
  t.same(await timesOf(emulator, 'fairplay', { rentalDuration: '60' }), {
    endsAt: after(60),
    persistent: false
  });
  t.same(await timesOf(emulator, 'fairplay', { rentalDuration: '0' }), { persistent: false });
});

t.test(
  'PlayReady and Marlin Broadband rentals end at their moment, however late they are redeemed',
  async t => {
    let now = NOW;
    const emulator = await start(t, { now: () => now });
    for (const drm of ['playready', 'bb'] as const) {
      now = NOW;
      const url = await licenseUrl(emulator, drm, rental);
      now = NOW + 24 * HOUR * 1000;
      const response = await redeem(url, TV);
      t.same(
        JSON.parse(response.headers.get('x-emulated-license') ?? ''),
        { endsAt: after(48 * HOUR), playSeconds: 4 * HOUR, persistent: true },
        drm
      );
    }
  }
);

t.test('a duration beyond the calendar ends with it', async t => {
  const emulator = await start(t, { now: () => Date.parse('9990-01-01T00:00:00Z') });
  const { endsAt } = await timesOf(emulator, 'fairplay', { rentalDuration: '4294967295' });
  t.equal(endsAt, '9999-12-31T23:59:59.000Z');
});

t.test('the emulator lists every license with its times, until a reset', async t => {
  const emulator = await start(t, { now: () => NOW });
  await timesOf(emulator, 'fairplay', { rentalDuration: '60', cookie: 'c', generalFlags: '00000001' });
  const user = { actionTokenType: '0', userId: 'u', userKey: '0'.repeat(32) };
  t.equal(await timesOf(emulator, 'bb', user), null, 'a registration makes no license');
  const expected = [
    {
      drm: 'fairplay',
      deviceId: TV,
      cookie: 'c',
      kids: [KID],
      redeemedAt: '2030-01-01T00:00:00Z',
      endsAt: after(60),
      persistent: true
    }
  ];
  t.same(emulator.licenses, expected);
  const listed = await fetch(`${emulator.url}/emulator/licenses`);
  t.same(await listed.json(), emulator.licenses);
  emulator.reset();
  t.same(emulator.licenses, []);
});

t.test('browsers can read the times of a license', async t => {
  const emulator = await start(t);
  const response = await redeem(await licenseUrl(emulator, 'widevine'), TV);
  t.match(response.headers.get('access-control-expose-headers'), 'x-emulated-license');
});
