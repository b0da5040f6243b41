import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { film as cardOf, openProfile, register, startShop, status } from './support/shop.ts';

declare global {
  var axe: { run: () => Promise<AxeResults> };
  var shifts: number;
}

t.setTimeout(180_000);
const skip = reasonToSkip(t);
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds on the page, as short sentences. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  const results = await page.evaluate(() => globalThis.axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`));
}

t.test('axe finds nothing, and nothing is wider than the window', { skip }, async t => {
  const { shopUrl } = await startShop(t);
  const browser = await startChromium(t);
  for (const [film, width, colorScheme] of [
    ['Tidal', 360, 'dark'],
    ['Deep Field', 390, 'light'],
    ['Night Signals', 1280, 'light'],
    ['Night Signals', 1280, 'dark']
  ] as const) {
    // axe is a script of the test, which the page's own policy would refuse.
    const look = { bypassCSP: true, colorScheme, viewport: { width, height: 800 } };
    const { page } = await openProfile(browser, shopUrl, look);
    const check = async (view: string) => {
      t.strictSame(await violations(page), [], `${view}, ${width} px, ${colorScheme}`);
      t.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} fits`);
    };
    await check('The shop');
    await register(page, `Browser ${width}`, /registered as|no free place/);
    const card = cardOf(page, film);
    const rent = card.getByRole('button', { name: 'Rent' });
    if (await rent.isVisible()) {
      await rent.click();
      await status(page, 'is rented');
    }
    await card.getByRole('button', { name: 'Play' }).click();
    await status(page, /plays|not registered/);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await check('with a device or a refusal');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in as Ada' }).waitFor();
    await check('The welcome');
  }
});

t.test('everything can be done with the keyboard', { skip }, async t => {
  const { shopUrl } = await startShop(t);
  const page = await (await startChromium(t)).newPage();
  await page.goto(shopUrl);
  const reached = () => page.evaluate(() => document.activeElement?.textContent);
  const press = async (name: string) => {
    for (let presses = 0; presses < 60 && (await reached()) !== name; presses++)
      await page.keyboard.press('Tab');
    t.equal(await reached(), name, `Tab reaches ${name}`);
    await page.keyboard.press('Enter');
  };
  await page.getByRole('button', { name: 'Sign in as Ada' }).waitFor();
  await press('Sign in as Ada');
  await status(page, 'Welcome, Ada.');
  await press('Register this browser');
  await status(page, 'This browser is registered');
  t.equal(await reached(), 'Register this browser', 'the focus stays where it was');
  await press('Remove');
  await status(page, 'was removed');
});

t.test('nothing jumps while the shop is loaded and used', { skip }, async t => {
  const { shopUrl } = await startShop(t);
  const context = await (await startChromium(t)).newContext();
  await context.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver(list => {
      // Shifts within half a second of a click are what the customer asked for.
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) globalThis.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  await page.goto(shopUrl);
  await page.getByRole('button', { name: 'Sign in as Ada' }).click();
  await status(page, 'Welcome');
  await register(page, 'Laptop', 'This browser is registered');
  await page.reload();
  await page.getByText('Registered as').waitFor();
  // What web.dev calls a good score is 0.1.
  t.ok((await page.evaluate(() => globalThis.shifts)) < 0.1);
});
