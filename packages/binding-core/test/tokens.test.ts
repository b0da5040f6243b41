import t from 'tap';
import { BindingError } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

t.test('a token costs one call, with the cookie and the device id of the registration', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const before = stage.licenses.requests.length;
  const issued = await stage.binding.issueToken(request, caller);
  t.equal(stage.licenses.requests.length, before + 1);
  const asked = stage.licenses.requests.at(-1);
  t.equal(asked?.deviceId, '1'.repeat(32));
  t.equal(asked?.cookie, stage.licenses.requests[0]?.cookie);
  t.same(asked?.content.key, key);
  t.equal(asked?.content.kid, kid);
  t.equal(issued.binding, 'unverified');
  t.equal(issued.drm, 'widevine');
  t.match(issued.tokenId, /^tok_/);
  t.equal(asked?.expiresAt, issued.expiresAt);
});

t.test('a token updates when its device was last used', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.binding.issueToken(request, caller);
  const device = await stage.binding.readDevice('ada', request.deviceId);
  t.equal(device.lastTokenAt, stage.now());
});

t.test('the stored record of a token has no license URL', async t => {
  const stage = await createStage();
  await stage.binding.issueToken(await stage.bought(), caller);
  const { items } = await stage.binding.listTokens('ada', { limit: 10 });
  t.equal(items.length, 1);
  t.notOk('licenseUrl' in (items[0] ?? {}));
});

t.test('without an entitlement there is no token and no call', async t => {
  const stage = await createStage();
  const { deviceId } = await stage.bought();
  await stage.binding.saveContent({ contentId: 'other', kid, key });
  const before = stage.licenses.requests.length;
  await t.rejects(stage.binding.issueToken({ accountId: 'ada', contentId: 'other', deviceId }, caller), {
    code: 'not-entitled'
  });
  t.equal(stage.licenses.requests.length, before);
});

t.test('a revoked entitlement allows no token', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const { items } = await stage.binding.listEntitlements('ada', { limit: 1 });
  await stage.binding.revokeEntitlement('ada', items[0]?.entitlementId ?? '', caller);
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'not-entitled' });
});

t.test('a refusal of an entitlement that starts later says when', async t => {
  const stage = await createStage();
  const { deviceId } = await stage.bought();
  await stage.binding.saveContent({ contentId: 'premiere', kid, key });
  const startsAt = stage.now() + 60_000;
  await stage.binding.createEntitlement(
    { accountId: 'ada', contentId: 'premiere', terms: { kind: 'purchase' }, startsAt },
    caller
  );
  const request = { accountId: 'ada', contentId: 'premiere', deviceId };
  await t.rejects(stage.binding.issueToken(request, caller), {
    code: 'entitlement-not-started',
    problem: { nextAllowedAt: startsAt }
  });
  stage.pass(60);
  t.equal((await stage.binding.issueToken(request, caller)).binding, 'unverified');
});

t.test('a removed device gets no token, even if it is removed while ExpressPlay answers', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.meanwhile(async () => {
    await stage.binding.removeDevice('ada', request.deviceId, caller);
  });
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'device-removed' });
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'device-removed' });
  t.equal((await stage.stored()).tokens.length, 0);
});

t.test('a shared policy that is lowered while ExpressPlay answers is in force for the token', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.pass(60);
  await stage.register('ada', '2'.repeat(32));
  stage.licenses.meanwhile(async () => {
    await stage.binding.savePolicy(
      { name: 'default', maxDevices: 1, overLimit: 'deactivate-oldest' },
      caller
    );
  });
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'device-removed' });
  t.equal((await stage.stored()).tokens.length, 0);
});

t.test('no token is issued if its entitlement is revoked while ExpressPlay answers', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const [entitlement] = (await stage.binding.listEntitlements('ada', { limit: 1 })).items;
  stage.licenses.meanwhile(async () => {
    await stage.binding.revokeEntitlement('ada', entitlement!.entitlementId, caller);
  });
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'not-entitled' });
  t.equal((await stage.stored()).tokens.length, 0);
});

t.test('a DRM that the device is not bound for is device-not-bound', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await t.rejects(stage.binding.issueToken({ ...request, drm: 'playready' }, caller), {
    code: 'device-not-bound'
  });
});

t.test(
  'if the operator says that the binding is not enforced, the token is refused without a call',
  async t => {
    const stage = await createStage({ deviceBinding: { widevine: 'unsupported' } });
    const request = await stage.bought();
    const before = stage.licenses.requests.length;
    await t.rejects(stage.binding.issueToken(request, caller), { code: 'binding-unsupported' });
    t.equal(stage.licenses.requests.length, before);
  }
);

t.test('unknown content and unknown device are not-found', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await t.rejects(stage.binding.issueToken({ ...request, contentId: 'x' }, caller), { code: 'not-found' });
  await t.rejects(stage.binding.issueToken({ ...request, deviceId: 'x' }, caller), { code: 'not-found' });
});

t.test("another account's device is not-found", async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.binding.createEntitlement(
    { accountId: 'bob', contentId: 'film', terms: { kind: 'purchase' } },
    caller
  );
  await t.rejects(stage.binding.issueToken({ ...request, accountId: 'bob' }, caller), { code: 'not-found' });
});

t.test('if ExpressPlay fails, no token is stored', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.failWith(new BindingError({ code: 'upstream-unavailable', detail: 'Try again.' }));
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'upstream-unavailable' });
  t.equal((await stage.stored()).tokens.length, 0);
});
