import fc from 'fast-check';
import t from 'tap';
import { createBinding, type DevicePolicyRules, newAccount } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');

t.test('a preview counts the accounts that are over the limit once the policy is saved', async t => {
  const { binding, register } = await createStage();
  let device = 0;
  await binding.savePolicy({ name: 'family', maxDevices: 5 }, caller);
  const accounts = ['ada', 'grace', 'linus', 'margaret'];
  for (const [index, accountId] of accounts.entries()) {
    const overrides = accountId === 'margaret' ? { maxDevices: 9 } : {};
    const input = { accountId, policyName: 'family', overrides, reason: 'ordered' };
    await binding.setAccountPolicy(input, caller);
    for (let count = 0; count <= index; count++) await register(accountId, id(++device));
  }
  await register('under another policy', id(++device));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 5 }),
      fc.option(fc.integer({ min: 0, max: 5 })),
      async (maxDevices, other) => {
        const byClass = other !== null && { maxByClass: { other: Math.min(other, maxDevices) } };
        const rules: DevicePolicyRules = { maxDevices, ...byClass };
        const preview = await binding.previewPolicy({ name: 'family', ...rules });
        await binding.savePolicy({ name: 'family', ...rules }, caller);
        const overviews = await Promise.all(accounts.map(accountId => binding.readAccount(accountId)));
        const over = overviews.map(({ overLimit }) => overLimit.length);
        t.strictSame(preview, {
          examined: accounts.length,
          overLimit: over.filter(count => count > 0).length,
          devicesOverLimit: over.reduce((sum, count) => sum + count, 0),
          complete: true
        });
      }
    ),
    { numRuns: 20 }
  );
});

t.test('a preview counts no device that its rules call idle', async t => {
  const { binding, register, pass } = await createStage();
  await register('ada', id(1));
  pass(3600);
  await register('ada', id(2));
  const rules = { name: 'default', maxDevices: 1 };
  t.match(await binding.previewPolicy(rules), { overLimit: 1 });
  t.match(await binding.previewPolicy({ ...rules, idleAfterSeconds: 1800 }), { overLimit: 0 });
});

t.test('a preview examines 10,000 accounts at most, and says so', async t => {
  const { store, licenses } = await createStage();
  let number = 0;
  const endless = {
    ...store,
    listAccountsUnderPolicy: async (_: string, { limit }: { limit: number }) => ({
      items: Array.from({ length: limit }, () => ({ account: newAccount(`${number++}`, 0), devices: [] })),
      nextCursor: 'more'
    })
  };
  const binding = createBinding({
    store: endless,
    licenses: licenses.service,
    settings: { dummyContent: { kid, key } }
  });
  const preview = await binding.previewPolicy({ name: 'default', maxDevices: 1 });
  t.match(preview, { examined: 10_000, complete: false });
});
