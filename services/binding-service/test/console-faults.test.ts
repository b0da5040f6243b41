import type { Page } from 'playwright-core';
import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { signIn, startConsole } from './support/console.ts';
import { newDeviceId, register } from './support/flow.ts';
import { startService } from './support/service.ts';

t.setTimeout(300_000);

const skip = reasonToSkip(t);
if (skip) {
  t.comment(skip);
  process.exit(0);
}
const browser = await startChromium(t);

const reason = 'Ticket 4711: she called twice';

/** The page of the account with the dialog that suspends it, and a reason in it. */
async function openSuspension(page: Page, address: string, accountId: string) {
  await signIn(page, address);
  await page.goto(`${address}accounts/${accountId}`);
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  return dialog;
}

t.test('what another member of staff changed meanwhile is a conflict, and the page shows it', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  const { body } = await register(call, 'ada', newDeviceId(), {
    drm: 'widevine',
    device: { name: 'Living room TV' }
  });
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}accounts/ada`);
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New name').fill('Kitchen TV');
  await call(
    'DELETE',
    `/v1/accounts/ada/devices/${body.device.deviceId}?override=true&reason=${encodeURIComponent('It is broken')}`
  );
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByText('Something changed in the meantime').waitFor();
  t.equal(await dialog.getByLabel('New name').inputValue(), 'Kitchen TV', 'what was typed stays');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('region', { name: 'Devices' }).getByText('No device is bound.').waitFor();
  t.equal(await page.getByRole('button', { name: 'Remove' }).count(), 0, 'its buttons are gone');
  await page.getByRole('region', { name: 'Timeline' }).getByText('It is broken').waitFor();
});

t.test('who may do less than before is told what is missing, and keeps the reason', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await register(call, 'ada');
  const context = await browser.newContext();
  t.teardown(() => context.close());
  const page = await context.newPage();
  const dialog = await openSuspension(page, address, 'ada');
  // In another tab the same browser signs in with a key that may only read.
  const { body } = await call('POST', '/v1/api-keys', { name: 'reader', scopes: ['accounts:read'] });
  const other = await context.newPage();
  await other.goto(address);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByLabel('API key').fill(body.apiKey);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByText('read only').waitFor();

  await dialog.getByRole('button', { name: 'Confirm suspension' }).click();
  await dialog.getByText('Your account may not do this').waitFor();
  t.equal(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue(), reason);
  t.notOk((await call('GET', '/v1/accounts/ada')).body.suspendedAt);
});

t.test('too many requests say when to try again, and lose no reason', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`, {
    RATE_LIMIT_PER_MINUTE: '60'
  });
  await register(call, 'ada');
  const page = await browser.newPage();
  t.teardown(() => page.close());
  const dialog = await openSuspension(page, address, 'ada');
  await page.evaluate(async () => {
    while ((await fetch('/v1/accounts/ada')).status !== 429);
  });
  await dialog.getByRole('button', { name: 'Confirm suspension' }).click();
  await dialog.getByText(/Too many requests. Try again in \d+ s/).waitFor();
  t.equal(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue(), reason);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('It could not be refreshed').waitFor();
  t.ok(await page.getByRole('button', { name: 'Suspend' }).isDisabled(), 'no button of an old page');
});

t.test('a service that is restarted keeps the session and the reason', async t => {
  const url = `sqlite:${t.testdir()}/binding.db`;
  const { call, address, origin, emulator, server } = await startConsole(t, url);
  await register(call, 'ada');
  const page = await browser.newPage();
  t.teardown(() => page.close());
  const dialog = await openSuspension(page, address, 'ada');
  await server.close();
  await dialog.getByRole('button', { name: 'Confirm suspension' }).click();
  await dialog.getByText('The service did not answer').waitFor();
  t.equal(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue(), reason);

  const { port } = new URL(origin);
  const settings = { PORT: port, CONSOLE: 'true', CONSOLE_ORIGIN: origin };
  await startService(t, url, emulator.url, settings);
  await dialog.getByRole('button', { name: 'Confirm suspension' }).click();
  await page.getByText('Suspended since').waitFor();
  await page.getByRole('region', { name: 'Timeline' }).getByText(reason).waitFor();
});

t.test('names and reasons are shown as the text that they are', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  const names = [
    '<img src=x onerror="document.title=1">',
    '\u202eTV of the children\u202c',
    'שלטון <b>שלום</b>',
    '📺'.repeat(50)
  ];
  const devices: { name: string; deviceId: string }[] = [];
  for (const name of names.slice(0, 3)) {
    const { body } = await register(call, 'ada', newDeviceId(), { drm: 'widevine', device: { name } });
    devices.push(body.device);
  }
  const crowd = await register(call, 'grace', newDeviceId(), { drm: 'widevine', device: { name: names[3] } });
  t.equal(crowd.body.device.name, names[3]);
  const emoji = '😀'.repeat(200);
  const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
  t.teardown(() => page.close());
  await signIn(page, address);
  for (const accountId of ['ada', 'grace']) {
    await page.goto(`${address}accounts/${accountId}`);
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill(`${emoji}<script>`);
    await page.getByRole('button', { name: 'Confirm suspension' }).click();
    await page.getByRole('region', { name: 'Timeline' }).getByText(`${emoji}<script>`).waitFor();
    const shown = await page.getByRole('region', { name: 'Devices' }).getByRole('heading', { level: 3 });
    const texts = (await shown.allTextContents()).map(text => text.replace(/ other device.*/, ''));
    t.strictSame(texts.sort(), (accountId === 'ada' ? names.slice(0, 3) : [names[3]]).sort());
    t.equal(await page.locator('main img, main script, main b').count(), 0, 'none of it is markup');
    t.not(await page.title(), '1');
    t.notOk(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'it fits a phone');
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await page.getByRole('textbox', { name: 'Reason' }).waitFor();
    t.notOk(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), 'the dialog, too');
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
});
