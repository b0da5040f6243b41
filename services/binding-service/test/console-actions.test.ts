import type { Page } from 'playwright-core';
import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { redeem } from './support/calls.ts';
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

/** Presses a button of the page and confirms the dialog that it opens. */
async function act(page: Page, button: string, confirm: string, reason?: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  if (reason !== undefined) await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: confirm }).click();
  await dialog.waitFor({ state: 'detached' });
}

onEachDatabase('staff check with the device of a customer whether tokens are bound', async (t, database) => {
  const { call, address, emulator } = await startConsole(t, await database.createUrl(t));
  const drmDeviceId = newDeviceId();
  await register(call, 'ada', drmDeviceId);
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}accounts/ada`);

  const check = async (answer: string) => {
    await page.getByRole('button', { name: 'Check the binding' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Start the check' }).click();
    const licenseUrl = await dialog.getByLabel('Licence URL').inputValue();
    t.ok(
      await dialog.getByRole('button', { name: 'Complete the check' }).isDisabled(),
      'not before an answer'
    );
    const { status } = await redeem(licenseUrl, drmDeviceId);
    await dialog.getByLabel(answer).check();
    await dialog.getByRole('button', { name: 'Complete the check' }).click();
    return status;
  };
  t.equal(await check('It was refused a licence'), 403);
  await page.getByText('Tokens are bound: the device was refused').waitFor();
  await page.getByRole('dialog').getByText('proven by a binding check').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('region', { name: 'Timeline' }).getByText('Binding check completed').waitFor();

  emulator.configure({ deviceBinding: { widevine: 'ignored' } });
  t.equal(await check('It got a licence'), 200);
  await page.getByText('Tokens are not bound').waitFor();
  await page.getByRole('dialog').getByText('unsupported').waitFor();
  await page.keyboard.press('Escape');
});

onEachDatabase('what was just done can be undone from the status message', async (t, database) => {
  const { call, address } = await startConsole(t, await database.createUrl(t));
  const { deviceId } = await buyFilm(call, 'ada');
  await call('PUT', '/v1/policies/family', { maxDevices: 5 });
  await call('PUT', '/v1/accounts/ada/policy', {
    policy: 'family',
    overrides: { maxDevices: 7 },
    reason: 'Ordered on the web'
  });
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}accounts/ada`);
  const account = async () => (await call('GET', '/v1/accounts/ada')).body;
  const undo = async (reason?: string) => {
    await act(page, 'Undo', 'Confirm undo', reason);
    await page.getByRole('status').getByText('It is undone.').waitFor();
    t.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0, 'it is offered once');
  };

  await act(page, 'Suspend', 'Confirm suspension', 'Wrong customer');
  t.ok((await account()).suspendedAt);
  await undo('It was the wrong customer');
  t.notOk((await account()).suspendedAt);
  const { body } = await call('GET', '/v1/audit-events?accountId=ada&action=account.resumed');
  t.match(body.items, [{ reason: 'It was the wrong customer' }]);

  await page.getByRole('button', { name: 'Change policy' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Policy' }).selectOption('default');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Downgrade');
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm policy' }).click();
  await page.getByRole('status').getByText('Done.').waitFor();
  t.match(await account(), { policy: { name: 'default', maxDevices: 3 } });
  await undo('Not that one');
  t.match(await account(), { policy: { name: 'family', maxDevices: 7 } }, 'with its overrides');

  const right = async () => (await call('GET', '/v1/accounts/ada/entitlements')).body.items[0].state;
  await act(page, 'Revoke', 'Confirm revocation');
  t.equal(await right(), 'revoked');
  await undo();
  t.equal(await right(), 'active');

  const name = async () => (await call('GET', `/v1/accounts/ada/devices/${deviceId}`)).body.name;
  const before = await name();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('New name').fill('Kitchen');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  // The status line may still say “Done.” of the action before.
  await page.getByRole('region', { name: 'Devices' }).getByText('Kitchen').waitFor();
  t.equal(await name(), 'Kitchen');
  await undo();
  t.equal(await name(), before);

  await page.getByRole('button', { name: 'Grant a right' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Content' }).fill('film');
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm right' }).click();
  await page.getByRole('status').getByText('Done.').waitFor();
  t.equal(await right(), 'active');
  await undo();
  t.equal(await right(), 'revoked', 'the newest right, which was granted');

  await act(page, 'Reset changes', 'Confirm reset', 'She asked for it');
  await page.getByRole('status').getByText('Done.').waitFor();
  t.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0, 'the API cannot undo this');
});

t.test('a device that is let in gets the license URL that the dialog shows', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  await call('PUT', '/v1/policies/default', { maxDevices: 0 });
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}accounts/ada`);
  await page.getByRole('button', { name: 'Let one device in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ticket 1');
  await dialog.getByRole('button', { name: 'Start the registration' }).click();
  const licenseUrl = await dialog.getByText(/^http/).textContent();
  t.equal((await redeem(licenseUrl ?? '', newDeviceId())).status, 200);
});
