import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { makeApiKey } from './support/api-keys.ts';
import type { Call } from './support/calls.ts';
import { signIn, startConsole } from './support/console.ts';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, newDeviceId, register } from './support/flow.ts';

t.setTimeout(300_000);

const skip = reasonToSkip(t);
if (skip) {
  t.comment(skip);
  process.exit(0);
}
const browser = await startChromium(t);

/** The customer of docs/support.md up to the moment when she calls. */
async function tellStory(call: Call) {
  await call('PUT', '/v1/policies/two-screens', {
    maxDevices: 2,
    swaps: { count: 'removals', max: 1, windowSeconds: 2_592_000 }
  });
  await call('PUT', '/v1/accounts/grace/policy', { policy: 'two-screens', reason: 'Ordered on the web' });
  const device = (name: string, kind: string) => ({ drm: 'widevine', device: { name, class: kind } });
  await register(call, 'grace', newDeviceId(), device('Living room TV', 'tv'));
  const phone = await register(call, 'grace', newDeviceId(), device('Old phone', 'mobile'));
  await call('DELETE', `/v1/accounts/grace/devices/${phone.body.device.deviceId}`);
  await register(call, 'grace', newDeviceId(), device('New phone', 'mobile'));
  const refused = await register(call, 'grace', newDeviceId(), device('New TV', 'tv'));
  return refused.body.code;
}

const reason = 'Ticket 4711: <b>the TV</b> is broken';

async function checkRemoval(t: Test, call: Call, page: Page) {
  await page.getByRole('region', { name: 'Timeline' }).getByText(reason).waitFor();
  t.notOk(await page.getByRole('region', { name: 'Devices' }).getByText('Living room TV').isVisible());
  const { body } = await call('GET', '/v1/audit-events?accountId=grace&action=device.removed');
  t.match(body.items[0], { actor: 'bootstrap', reason });
}

onEachDatabase(
  'staff see why a device was refused and remove the broken one, by mouse',
  async (t, database) => {
    const { call, address } = await startConsole(t, await database.createUrl(t));
    t.equal(await tellStory(call), 'device-limit-reached');
    const page = await browser.newPage();
    t.teardown(() => page.close());
    await signIn(page, address);
    await page.getByRole('searchbox', { name: 'Find an account or device' }).fill('gra');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'grace' }).click();

    await page.getByText('Why: The account has no free slot').waitFor();
    await page.getByText(/Living room TV: the customer may remove it from/).waitFor();
    const rules = page.getByRole('list', { name: 'The decision, rule by rule' }).getByRole('listitem');
    t.strictSame(await rules.allTextContents(), [
      'not passed Limit of devices: 2 of 2 devices are in use.',
      'not passed When there is no room: A new device is refused when there is no room.'
    ]);
    const tv = page
      .getByRole('region', { name: 'Devices' })
      .getByRole('listitem')
      .filter({ hasText: 'Living room' });
    await tv.getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The rules would not let the customer do this now').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: 'Confirm removal' }).click();
    await checkRemoval(t, call, page);
  }
);

t.test('the same by keyboard alone', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await tellStory(call);
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  // The search box has the focus.
  await page.keyboard.type('grace');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'grace' }).waitFor();
  await focusByTab(page, 'grace');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Devices' }).getByText('Living room TV').waitFor();
  await focusByTab(page, 'Remove', 'Living room TV');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Confirm removal' }).isEnabled();
  await focusByTab(page, 'Reason');
  await page.keyboard.type(reason);
  await focusByTab(page, 'Confirm removal');
  await page.keyboard.press('Enter');
  await checkRemoval(t, call, page);
});

/** The label of the element that has the focus, and the text of the list item that it is in. */
const focused = `(element => [
  element.closest('label')?.textContent ?? element.textContent,
  element.closest('li')?.textContent ?? ''
])(document.activeElement)`;

/** Presses Tab until an element with this name has the focus, in the list item with this text if one is given. */
async function focusByTab(page: Page, name: string, within = ''): Promise<void> {
  for (let count = 0; count < 80; count += 1) {
    await page.keyboard.press('Tab');
    const [label, item] = (await page.evaluate(focused)) as [label: string, item: string];
    if (label.startsWith(name) && item.includes(within)) return;
  }
  throw new Error(`Tab reaches no ${name}.`);
}

t.test('a session that ended loses no typed reason', async t => {
  const { call, address, storage } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await tellStory(call);
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}accounts/grace`);
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
  const [session] = await storage.staffSessions.list();
  await storage.staffSessions.end(String(session?.sessionId));
  await page.getByRole('button', { name: 'Confirm suspension' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Your session has ended').waitFor();
  t.equal(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue(), reason);
  t.notOk((await call('GET', '/v1/accounts/grace')).body.suspendedAt);

  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'Sign in in a new tab' }).click()
  ]);
  await signIn(other, address);
  await dialog.getByRole('button', { name: 'Confirm suspension' }).click();
  await page.getByText('Suspended since').waitFor();
  t.ok((await call('GET', '/v1/accounts/grace')).body.suspendedAt);
});

t.test('while the service is away, nothing can be pressed, and the page says as of when it is', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await tellStory(call);
  const context = await browser.newContext();
  t.teardown(() => context.close());
  const page = await context.newPage();
  await signIn(page, address);
  await page.goto(`${address}accounts/grace`);
  const remove = page.getByRole('button', { name: 'Remove' }).first();
  await remove.waitFor();
  await context.setOffline(true);
  await page.getByText('It could not be refreshed').waitFor();
  t.ok(await remove.isDisabled());
  await context.setOffline(false);
  await page.getByText('It could not be refreshed').waitFor({ state: 'hidden' });
  t.notOk(await remove.isDisabled());
});

t.test('who may only read sees no button that changes anything', async t => {
  const { call, address, storage } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await tellStory(call);
  const readerKey = await makeApiKey(storage, 'reader', [
    'accounts:read',
    'devices:read',
    'registrations:read',
    'entitlements:read',
    'tokens:read',
    'audit:read'
  ]);
  const page = await (await browser.newContext()).newPage();
  t.teardown(() => page.context().close());
  await page.goto(address);
  await page.getByLabel('API key').fill(readerKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('read only').waitFor();
  await page.goto(`${address}accounts/grace`);
  await page.getByRole('region', { name: 'Devices' }).getByText('Living room TV').waitFor();
  t.strictSame(await page.getByRole('button').allTextContents(), ['Sign out']);
});

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

t.test(
  'axe finds no fault on any page, in light and dark, at the width of a phone and of a desk',
  async t => {
    const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
    await tellStory(call);
    await buyFilm(call, 'ada');
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [390, 1280]) {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: 900 },
          bypassCSP: true,
          // While a dialog appears, its colours are mixed with what is behind it.
          reducedMotion: 'reduce'
        });
        const page = await context.newPage();
        await page.goto(address);
        await page.getByLabel('API key').waitFor();
        await check(t, page, 'sign-in');
        await signIn(page, address);
        for (const path of ['?q=grace', 'accounts/grace', 'policies', 'policies/two-screens', 'operations']) {
          await page.goto(address + path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.waitForLoadState('networkidle');
          await check(t, page, path);
          const tooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
          t.notOk(tooWide, `${path} does not scroll sideways`);
        }
        await page.goto(`${address}accounts/grace`);
        await page.getByRole('button', { name: 'Remove' }).first().click();
        await page.getByRole('textbox', { name: 'Reason' }).waitFor();
        await check(t, page, 'dialog');
        await context.close();
      }
    }

    async function check(t: Test, page: Page, name: string) {
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: unknown[] }[];
      };
      t.strictSame(
        violations.map(({ id, nodes }) => ({ id, nodes: JSON.stringify(nodes).slice(0, 400) })),
        [],
        name
      );
    }
  }
);
