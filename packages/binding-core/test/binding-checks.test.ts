import t from 'tap';
import { BindingError, type BindingSettings } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

async function createCheck(settings: Partial<BindingSettings> = {}) {
  const stage = await createStage(settings);
  const { accountId, deviceId, contentId } = await stage.bought();
  return {
    ...stage,
    start: async () => (await stage.binding.startBindingCheck({ accountId, deviceId }, caller)).check,
    complete: async (checkId: string, refused: boolean) =>
      (await stage.binding.completeBindingCheck(checkId, refused, caller)).state,
    capability: async () => (await stage.binding.listCapabilities())[0],
    tokenBinding: async () =>
      (await stage.binding.issueToken({ accountId, deviceId, contentId }, caller)).binding
  };
}

t.test('the token of a check is restricted to another device id, under a cookie of its own', async t => {
  const { start, licenses } = await createCheck();
  const { cookie } = await start();
  const request = licenses.requests.at(-1);
  t.match(request, { cookie, persistent: false, deviceId: /^[0-9a-f]{32}$/ });
  t.not(request?.deviceId, '1'.repeat(32));
  t.not(cookie, licenses.requests[0]?.cookie);
});

t.test('a device that was refused, and no record, mean that the binding is enforced', async t => {
  const { start, complete, capability, tokenBinding, now, store } = await createCheck();
  const { checkId } = await start();
  t.equal(await complete(checkId, true), 'enforced');
  t.strictSame(await capability(), {
    drm: 'widevine',
    deviceBinding: 'enforced',
    source: 'checked',
    checkedAt: now(),
    checkId,
    allowUnbound: false
  });
  t.equal(await tokenBinding(), 'enforced');
  t.match((await store.listAuditEvents({ action: 'capability.checked' }, { limit: 9 })).items, [
    { before: { deviceBinding: 'unverified' }, after: { deviceBinding: 'enforced', checkId } }
  ]);
});

t.test('a record proves that it is not enforced, whatever the device and the operator say', async t => {
  const { start, complete, capability, tokenBinding, licenses, binding } = await createCheck({
    deviceBinding: { widevine: 'enforced' }
  });
  const { checkId, cookie } = await start();
  licenses.redeem(cookie, 'null');
  t.equal(await complete(checkId, true), 'not-enforced');
  t.match(await capability(), { deviceBinding: 'unsupported', source: 'checked', checkId });
  await t.rejects(tokenBinding(), { code: 'binding-unsupported' });

  t.equal(await complete((await start()).checkId, true), 'enforced');
  t.match(
    await capability(),
    { deviceBinding: 'unsupported', checkId },
    'no word of a device outweighs a proof'
  );
  await binding.forgetCapability({ drm: 'widevine', reason: 'The parameter was misspelt' }, caller);
  t.match(await capability(), { deviceBinding: 'enforced', source: 'configured' });
});

t.test('a late record turns a check that found the binding enforced', async t => {
  const { start, complete, capability, licenses } = await createCheck();
  const { checkId, cookie } = await start();
  t.equal(await complete(checkId, true), 'enforced');
  licenses.redeem(cookie, '2'.repeat(32));
  t.equal(await complete(checkId, true), 'not-enforced');
  t.match(await capability(), { deviceBinding: 'unsupported', source: 'checked' });
});

t.test('a check proves nothing where the device was not refused, or was refused too late', async t => {
  const { start, complete, capability, pass } = await createCheck();
  t.equal(await complete((await start()).checkId, false), 'inconclusive');
  const { checkId } = await start();
  pass(900);
  t.equal(await complete(checkId, true), 'inconclusive');
  t.equal(await complete(checkId, true), 'inconclusive');
  t.match(await capability(), { deviceBinding: 'unverified' });
});

t.test('an account starts 20 checks within a day', async t => {
  const { start, pass } = await createCheck();
  for (let count = 0; count < 20; count += 1) await start();
  await t.rejects(start(), { code: 'token-budget-exhausted' });
  pass(86_400);
  pass(1);
  t.ok(await start());
});

t.test('a check that nobody completes is settled in the background by a record', async t => {
  const { start, capability, licenses, binding, pass, auditTrail } = await createCheck();
  const { checkId, cookie } = await start();
  t.match(await binding.lookUpDue(), { lookedUp: 0 }, 'not before a device can have tried');
  pass(2);
  t.match(await binding.lookUpDue(), { lookedUp: 1, settled: 0 });
  t.match(await binding.readBindingCheck(checkId), { state: 'pending' }, 'no record proves nothing yet');
  licenses.redeem(cookie, '2'.repeat(32));
  pass(60);
  t.match(await binding.lookUpDue(), { settled: 1, notEnforced: [{ checkId }], errors: [] });
  t.match(await binding.readBindingCheck(checkId), { state: 'not-enforced' });
  t.match(await capability(), { deviceBinding: 'unsupported', source: 'checked', checkId });
  t.match((await auditTrail()).at(-1), { action: 'binding-check.completed', actor: 'worker' });
  pass(3600);
  t.match(await binding.lookUpDue(), { lookedUp: 0 }, 'and never again');
});

t.test('a check without a record and without the word of its device is inconclusive at its end', async t => {
  const { start, capability, binding, pass } = await createCheck();
  const { checkId } = await start();
  pass(899);
  await binding.lookUpDue();
  t.match(await binding.readBindingCheck(checkId), { state: 'pending' });
  pass(1);
  t.match(await binding.lookUpDue(), { settled: 1, notEnforced: [] });
  t.match(await binding.readBindingCheck(checkId), { state: 'inconclusive' });
  t.match(await capability(), { deviceBinding: 'unverified' });
  pass(3600);
  t.match(await binding.lookUpDue(), { lookedUp: 0 });
});

t.test('a device that says it was refused and redeems afterwards is found out in the background', async t => {
  const { start, complete, capability, licenses, binding, pass } = await createCheck();
  const { checkId, cookie } = await start();
  const honest = await start();
  for (const one of [checkId, honest.checkId]) t.equal(await complete(one, true), 'enforced');
  licenses.redeem(cookie, '2'.repeat(32));
  pass(60);
  t.match(await binding.lookUpDue(), { lookedUp: 0 }, 'once, at the end of the token');
  pass(840);
  t.match(await binding.lookUpDue(), { lookedUp: 2, settled: 2, notEnforced: [{ checkId }] });
  t.match(await capability(), { deviceBinding: 'unsupported', checkId });
  t.match(await binding.readBindingCheck(honest.checkId), { state: 'enforced' });
  pass(3600);
  t.match(await binding.lookUpDue(), { lookedUp: 0 });
});

t.test('a look-up of a check that fails is tried again', async t => {
  const { start, licenses, binding, pass } = await createCheck();
  const { checkId, cookie } = await start();
  licenses.redeem(cookie, '2'.repeat(32));
  licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  pass(2);
  t.match(await binding.lookUpDue(), { settled: 0, errors: [{ code: 'upstream-timeout' }] });
  licenses.failWith(undefined);
  pass(2);
  t.match(await binding.lookUpDue(), { settled: 1, notEnforced: [{ checkId }] });
});
