import { readFile } from 'node:fs/promises';
import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { signIn, startConsole } from './support/console.ts';
import { onEachDatabase } from './support/databases.ts';
import { newDeviceId, register } from './support/flow.ts';

t.setTimeout(300_000);

const skip = reasonToSkip(t);
if (skip) {
  t.comment(skip);
  process.exit(0);
}
const browser = await startChromium(t);

const { components } = JSON.parse(
  await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')
);

t.test('the form has a field for every rule of a policy', async t => {
  const { call, address } = await startConsole(t, `sqlite:${t.testdir()}/binding.db`);
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}policies/+new`);
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: false }).fill(value);
  await page.getByLabel('Name').fill('family');
  await fill('Devices at the same time', '5');
  await page.getByRole('group', { name: 'at most per class' }).getByLabel('TV').fill('2');
  await page.getByRole('group', { name: 'take none of these slots' }).getByLabel('browser').check();
  await page.getByLabel('Limit how often devices may change').check();
  await page.getByLabel('What counts as a change').selectOption('every new device');
  await page.getByLabel('Changes', { exact: true }).fill('3');
  await page.getByLabel('within days', { exact: true }).fill('60');
  await fill('Days that must lie between', '0.5');
  await fill('Further changes let through', '1');
  await fill('New ids', '4');
  await fill('within so many days', '7');
  await page
    .getByLabel('When there is no room')
    .selectOption('replace the device that was unused the longest');
  await fill('Free a slot after days', '90');
  await fill('Registrations that may be pending', '9');
  await page
    .getByLabel('Devices that are too many')
    .selectOption('lose their slots, the longest unused first');
  await page.getByLabel('A device that another account has').selectOption('is refused');
  await page.getByRole('button', { name: 'Save policy' }).click();
  await page.getByText('The policy is saved.').waitFor();
  const { body } = await call('GET', '/v1/policies/family');
  const { name, ...rules } = body;
  t.strictSame(rules, {
    maxDevices: 5,
    maxByClass: { tv: 2 },
    uncountedClasses: ['browser'],
    swaps: {
      count: 'bindings',
      max: 3,
      windowSeconds: 5_184_000,
      minIntervalSeconds: 43_200,
      graceSwapsPerYear: 1
    },
    rebinds: { max: 4, windowSeconds: 604_800 },
    whenFull: 'replace-oldest',
    idleAfterSeconds: 7_776_000,
    maxPendingRegistrations: 9,
    overLimit: 'deactivate-oldest',
    sharedDevices: 'refuse'
  });
  t.strictSame(
    Object.keys(rules).sort(),
    Object.keys(components.schemas.SavePolicy.properties).sort(),
    'the API has no rule that the form misses'
  );

  await page.goto(`${address}policies/family`);
  t.equal(await page.getByLabel('New ids').inputValue(), '4', 'the form shows what is stored');
  await page.getByLabel('New ids').fill('');
  await page.getByRole('button', { name: 'Save policy' }).click();
  await page.getByText('The policy is saved.').waitFor();
  t.notOk('rebinds' in (await call('GET', '/v1/policies/family')).body, 'an empty rule has its default');
});

onEachDatabase('the form says how many accounts its rules would put over a limit', async (t, database) => {
  const { call, address } = await startConsole(t, await database.createUrl(t));
  await call('PUT', '/v1/policies/family', { maxDevices: 3 });
  for (const [accountId, devices] of [
    ['ada', 3],
    ['grace', 2],
    ['linus', 1]
  ] as const) {
    await call('PUT', `/v1/accounts/${accountId}/policy`, { policy: 'family', reason: 'Ordered' });
    for (let count = 0; count < devices; count++) await register(call, accountId, newDeviceId());
  }
  const page = await browser.newPage();
  t.teardown(() => page.close());
  await signIn(page, address);
  await page.goto(`${address}policies/family`);
  await page.getByLabel('Devices at the same time').fill('1');
  await page.getByRole('button', { name: 'Preview on accounts' }).click();
  await page.getByText('2 of 3 accounts would be over it, with 3 devices in all.').waitFor();
  t.equal((await call('GET', '/v1/policies/family')).body.maxDevices, 3, 'nothing is saved');
  await page.getByLabel('Devices at the same time').fill('2');
  t.equal(await page.getByText('would be over it').count(), 0, 'an earlier preview is not of these rules');
  await page.getByRole('button', { name: 'Preview on accounts' }).click();
  await page.getByText('1 of 3 accounts would be over it, with 1 devices in all.').waitFor();
  t.match(await call('POST', '/v1/policies/family/preview', { maxDevices: 1, maxByClass: { tv: 2 } }), {
    status: 400,
    body: { code: 'validation', errors: [{ path: '/maxByClass/tv' }] }
  });
});
