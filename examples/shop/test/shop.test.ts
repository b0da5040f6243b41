import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { createEmulatorApi } from '../../../scripts/emulator-api.mjs';
import { film, openProfile, register, startShop, status } from './support/shop.ts';

t.setTimeout(180_000);
const skip = reasonToSkip(t);

/** Waits until the film plays: time goes on, and the picture changes. */
async function untilItPlays(t: Test, page: Page): Promise<void> {
  const video = page.locator('video');
  const playedFor = (seconds: number) =>
    page.waitForFunction(time => document.querySelector('video')!.currentTime > time, seconds);
  await playedFor(0.2);
  const first = await video.screenshot();
  await playedFor(1.2);
  const second = await video.screenshot();
  t.notOk(first.equals(second), 'the picture moves');
  t.ok(second.length > 10_000, 'it is a picture');
}

for (const [where, addressOf, environment] of [
  ['the service is on the same site', (shopUrl: string) => shopUrl, {}],
  [
    'the service is on another site',
    (shopUrl: string) => shopUrl.replace('127.0.0.1', 'localhost'),
    { PLAYER_COOKIES: 'cross-site' }
  ]
] as const)
  t.test(
    `a film plays in the browser that was registered, and by its license in no other; ${where}`,
    { skip },
    async t => {
      const stack = await startShop(t, environment);
      const shopUrl = addressOf(stack.shopUrl);
      const browser = await startChromium(t);
      const laptop = await openProfile(browser, shopUrl);
      const loaded: string[] = [];
      laptop.page.on('request', request => loaded.push(`${request.resourceType()} ${request.url()}`));

      await film(laptop.page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
      await status(laptop.page, 'not registered');
      await register(laptop.page, 'Laptop', 'This browser is registered as Laptop.');
      t.strictSame(
        loaded.filter(request => /^media|\.mp4|\.mpd/.test(request)),
        [],
        'registering loaded no media'
      );
      await film(laptop.page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
      await status(laptop.page, 'Buy or rent this film first.');
      await film(laptop.page, 'Deep Field').getByRole('button', { name: 'Buy' }).click();
      await status(laptop.page, 'Deep Field is yours.');
      await film(laptop.page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
      await status(laptop.page, 'Deep Field plays in this browser.');
      await untilItPlays(t, laptop.page);
      t.equal(await laptop.page.locator('.step.done').count(), 6, 'all six steps are shown as done');
      await laptop.page.getByRole('button', { name: 'Copy licence URL' }).click();
      await status(laptop.page, 'The licence URL is copied.');
      const licenseUrl = await laptop.page.evaluate(() => navigator.clipboard.readText());

      const phone = await openProfile(browser, shopUrl);
      await phone.page.getByText('Play with a licence URL of another browser').click();
      await phone.page.getByLabel('Licence URL that was copied there').fill(licenseUrl);
      await phone.page.getByLabel('Film that it is for').selectOption('Deep Field');
      await phone.page.getByRole('button', { name: 'Try it in this browser' }).click();
      await status(
        phone.page,
        'The licence server refused this browser: the token is bound to another device'
      );
      t.equal(await phone.page.evaluate(() => document.querySelector('video')!.currentTime), 0);
      t.equal(await phone.page.locator('.step.refused').count(), 1, 'the step that refused is shown');

      await register(phone.page, 'Phone', 'no free place');
      await phone.page.getByRole('button', { name: 'Replace Laptop' }).click();
      await status(phone.page, 'This browser is registered as Phone.');
      await film(phone.page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
      await status(phone.page, 'Deep Field plays in this browser.');
      await untilItPlays(t, phone.page);
      await film(laptop.page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
      await status(laptop.page, 'This browser has lost its place');
    }
  );

t.test('a registration that a reload interrupts is the same one afterwards', { skip }, async t => {
  const { shopUrl, emulatorUrl, api } = await startShop(t, { PLAYER_COOKIES: 'cross-site' });
  const { page } = await openProfile(await startChromium(t), shopUrl.replace('127.0.0.1', 'localhost'));
  const held = Promise.withResolvers<void>();
  await page.route(
    url => url.origin === emulatorUrl,
    () => held.resolve()
  );
  await page.getByLabel('Name of this browser').fill('Laptop');
  await page.getByRole('button', { name: 'Register this browser' }).click();
  await held.promise;
  await page.reload();
  await page.unroute(url => url.origin === emulatorUrl);
  await page.unrouteAll();
  await register(page, 'Laptop', 'This browser is registered as Laptop.');
  const registrations = await api.listRegistrations({ accountId: 'ada' });
  t.match(
    registrations.items.map(({ state }) => state),
    ['bound']
  );
});

t.test(
  'the shop says what a check of the binding has found, and stops where it does not hold',
  { skip },
  async t => {
    const { shopUrl, emulatorUrl, api } = await startShop(t);
    const { emulator } = createEmulatorApi(emulatorUrl);
    const { page } = await openProfile(await startChromium(t), shopUrl);
    await register(page, 'Laptop', 'This browser is registered');
    await film(page, 'Deep Field').getByRole('button', { name: 'Buy' }).click();
    await status(page, 'Deep Field is yours.');
    const capability = async () => {
      const { items } = await api.listCapabilities();
      return items.find(({ drm }) => drm === 'widevine');
    };

    await page.getByRole('button', { name: 'Check the binding' }).click();
    await status(page, 'The binding holds: a licence of another device was refused.');
    t.match(await capability(), { deviceBinding: 'enforced' });
    await film(page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
    await status(page, 'Deep Field plays in this browser.');

    await emulator('PATCH', 'switches', { deviceBinding: { widevine: 'ignored' } });
    await page.getByRole('button', { name: 'Check the binding' }).click();
    await status(page, 'The binding does not hold: a licence of another device was given to this browser.');
    t.match(await capability(), { deviceBinding: 'unsupported', source: 'checked' });
    await film(page, 'Deep Field').getByRole('button', { name: 'Play' }).click();
    await status(page, 'Licences are not bound to this browser at present');
    t.equal(
      (await api.listTokens({ accountId: 'ada' })).items.length,
      1,
      'no token goes out without its binding'
    );
  }
);

t.test('a rental ends in front of the viewer', { skip }, async t => {
  const { shopUrl } = await startShop(t, { SHOP_RENTAL_SECONDS: '6' });
  const { page } = await openProfile(await startChromium(t), shopUrl);
  await register(page, 'Laptop', 'This browser is registered');
  const tidal = film(page, 'Tidal');
  await tidal.getByRole('button', { name: 'Rent' }).click();
  await tidal.getByText(/start within \d+:\d\d, then 0:06 to watch/).waitFor();
  await tidal.getByRole('button', { name: 'Play' }).click();
  await tidal.getByText(/ends in 0:0\d/).waitFor();
  await page.waitForFunction(() => document.querySelector('video')!.currentTime > 0.5);
  await status(page, 'Your right to Tidal has ended.');
  t.ok(
    await page.evaluate(() => document.querySelector('video')!.readyState === 0),
    'nothing plays any more'
  );
  await tidal.getByRole('button', { name: 'Play' }).click();
  await status(page, /Your right to this film has ended|Buy or rent this film first/);
});

t.test('customers look after their devices themselves', { skip }, async t => {
  const { shopUrl, api } = await startShop(t);
  const { page } = await openProfile(await startChromium(t), shopUrl);
  const devices = page.getByRole('region', { name: 'Devices' });
  await devices.getByText('No device is registered.').waitFor();
  await register(page, 'Laptop', 'This browser is registered');
  await devices.getByRole('button', { name: 'Rename' }).click();
  await devices.getByLabel('New name of Laptop').fill('Study');
  await devices.getByRole('button', { name: 'Save' }).click();
  await status(page, 'The device is now called Study.');
  await page.reload();
  await devices.getByText('Study').waitFor();

  await page.getByLabel('How many devices').selectOption('One device, one swap a day');
  await status(page, 'The rule is now: One device, one swap a day.');
  await devices.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await status(page, 'Nothing was removed.');
  await devices.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await status(page, 'Study was removed.');
  await register(page, 'Laptop', 'This browser is registered');
  await devices.getByRole('button', { name: 'Remove' }).click();
  await status(page, 'Your household changed devices too often. Possible from');
  const { items } = await api.listDevices({ accountId: 'ada' });
  t.match(
    items.map(({ name, state }) => [name, state]),
    [
      ['Laptop', 'active'],
      ['Study', 'removed']
    ]
  );

  await page.getByRole('button', { name: 'Subscribe' }).click();
  await status(page, 'All films are in your subscription');
  const subscribed = page.waitForResponse(response => response.url().endsWith('/subscription'));
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await (await subscribed).finished();
  await page.reload();
  await film(page, 'Tidal').getByText('In your subscription').waitFor();
  t.equal(await film(page, 'Tidal').getByText('In your subscription').count(), 1, 'it is shown once');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in as Grace' }).click();
  await devices.getByText('No device is registered.').waitFor();
});

t.test(
  'a browser whose DRM has a new id keeps its place twice, and is told when it may again',
  { skip },
  async t => {
    const { shopUrl, api } = await startShop(t);
    const { page } = await openProfile(await startChromium(t), shopUrl);
    await register(page, 'Laptop', 'This browser is registered');
    const changeDeviceId = () =>
      page.evaluate(() => {
        for (const [name, value] of Object.entries(localStorage))
          localStorage.setItem(name, JSON.stringify({ ...JSON.parse(value), emulatedDeviceId: undefined }));
      });
    for (const outcome of [
      'is registered as Laptop',
      'is registered as Laptop',
      'too often. Possible from'
    ]) {
      await changeDeviceId();
      await page.reload();
      await page.getByRole('button', { name: 'Register this browser' }).click();
      await status(page, outcome);
    }
    const { items } = await api.listDevices({ accountId: 'ada' });
    t.match(
      items.map(({ name, state }) => [name, state]),
      [['Laptop', 'active']],
      'there was never a second slot'
    );
  }
);
