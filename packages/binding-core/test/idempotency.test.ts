import t from 'tap';
import { BindingError } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const keyed = { ...caller, idempotencyKey: 'order-1' };

t.test('the same key and input return the same answer and create nothing new', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const first = await stage.binding.issueToken(request, keyed);
  const calls = stage.licenses.requests.length;
  stage.pass(5);
  t.strictSame(await stage.binding.issueToken(request, keyed), first);
  t.equal(stage.licenses.requests.length, calls);
  t.equal((await stage.stored()).tokens.length, 1);
});

t.test('the same key with other input is refused', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.binding.issueToken(request, keyed);
  await t.rejects(stage.binding.issueToken({ ...request, persistent: true }, keyed), {
    code: 'idempotency-key-reused'
  });
  await t.rejects(stage.binding.createEntitlement({ ...request, terms: { kind: 'purchase' } }, keyed), {
    code: 'idempotency-key-reused'
  });
});

t.test('two accounts can use the same key', async t => {
  const stage = await createStage();
  const ada = await stage.binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, keyed);
  const bob = await stage.binding.startRegistration({ accountId: 'bob', drm: 'widevine' }, keyed);
  t.not(ada.registration.registrationId, bob.registration.registrationId);
});

t.test('while the first attempt runs, the second is told to wait', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  let second: Promise<unknown> = Promise.resolve();
  stage.licenses.meanwhile(async () => {
    second = stage.binding.issueToken(request, keyed);
    await t.rejects(second, { code: 'idempotency-in-flight', problem: { retryable: true } });
  });
  await stage.binding.issueToken(request, keyed);
});

t.test('a refusal frees the key', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  await t.rejects(stage.binding.issueToken(request, keyed), { code: 'upstream-timeout' });
  stage.licenses.failWith(undefined);
  t.equal((await stage.binding.issueToken(request, keyed)).binding, 'unverified');
});

t.test('an attempt that is slower than its hold cannot create a second token', async t => {
  const stage = await createStage({ idempotencyHold: 10 });
  const request = await stage.bought();
  let overtaken = false;
  stage.licenses.meanwhile(async () => {
    if (overtaken) return;
    overtaken = true;
    stage.pass(11);
    await stage.binding.issueToken(request, keyed);
  });
  await t.rejects(stage.binding.issueToken(request, keyed), { code: 'idempotency-in-flight' });
  const { tokenId } = await stage.binding.issueToken(request, keyed);
  t.match((await stage.stored()).tokens, [{ token_id: tokenId }]);
  t.equal((await stage.stored()).tokens.length, 1);
});

t.test('an answer is stored for a day, whether or not it was purged', async t => {
  for (const purged of [false, true]) {
    const stage = await createStage({ tokenTtl: 2 * 86_400 });
    const request = await stage.bought();
    const first = await stage.binding.issueToken(request, keyed);
    stage.pass(86_400);
    t.equal(await stage.binding.purge(), 0);
    t.equal((await stage.binding.issueToken(request, keyed)).tokenId, first.tokenId);
    stage.pass(61);
    if (purged) t.equal(await stage.binding.purge(), 1);
    t.not((await stage.binding.issueToken(request, keyed)).tokenId, first.tokenId);
  }
});

t.test('the order of members does not make another request', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const first = await stage.binding.issueToken(
    { ...request, options: { widevine: { securityLevel: 3 } } },
    keyed
  );
  const reversed = Object.fromEntries(Object.entries(request).reverse()) as unknown as typeof request;
  const again = { options: { widevine: { securityLevel: 3 } }, persistent: undefined, ...reversed } as const;
  t.equal((await stage.binding.issueToken(again, keyed)).tokenId, first.tokenId);
});

t.test('a browser and a backend that use the same key make a request each', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const first = await stage.binding.issueToken(request, keyed);
  const browser = { ...keyed, keySpace: 'browser' } as const;
  t.not((await stage.binding.issueToken(request, browser)).tokenId, first.tokenId);
});

t.test('the caller learns that an answer is a stored one', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  let replays = 0;
  const noting = { ...keyed, onReplay: () => (replays += 1) };
  await stage.binding.issueToken(request, noting);
  t.equal(replays, 0);
  await stage.binding.issueToken(request, noting);
  t.equal(replays, 1);
});

t.test('what would be refused now is refused to a retry, too', async t => {
  type Stage = Awaited<ReturnType<typeof createStage>>;
  type Request = Awaited<ReturnType<Stage['bought']>>;
  const closed: Record<string, (stage: Stage, request: Request) => Promise<unknown>> = {
    'account-suspended': ({ binding }, { accountId }) =>
      binding.suspendAccount({ accountId, reason: 'Fraud' }, caller),
    'device-removed': ({ binding }, { accountId, deviceId }) =>
      binding.removeDevice(accountId, deviceId, caller, { reason: 'Sold' }),
    'not-found': ({ binding }, { contentId }) => binding.deleteContent(contentId),
    'not-entitled': async ({ binding }, { accountId }) => {
      const { items } = await binding.listEntitlements(accountId, { limit: 1 });
      await binding.revokeEntitlement(accountId, items[0]?.entitlementId ?? '', caller);
    }
  };
  for (const [code, close] of Object.entries(closed)) {
    const stage = await createStage();
    const request = await stage.bought();
    await stage.binding.issueToken(request, keyed);
    await close(stage, request);
    await t.rejects(stage.binding.issueToken(request, keyed), { code });
  }
});

t.test('a token that would be another one now is made anew', async t => {
  const stage = await createStage({ tokenTtl: 600 });
  const request = await stage.bought();
  const first = await stage.binding.issueToken(request, keyed);
  stage.pass(600);
  const second = await stage.binding.issueToken(request, keyed);
  t.not(second.tokenId, first.tokenId, 'the first has expired');
  t.ok(second.expiresAt > stage.now());
  t.equal((await stage.binding.issueToken(request, keyed)).tokenId, second.tokenId);

  await stage.binding.createEntitlement(
    { ...request, terms: { kind: 'subscription', until: stage.now() + 3_600_000 } },
    caller
  );
  const { items } = await stage.binding.listEntitlements(request.accountId, { limit: 9 });
  const purchase = items.find(({ terms }) => terms.kind === 'purchase');
  await stage.binding.revokeEntitlement(request.accountId, purchase?.entitlementId ?? '', caller);
  const third = await stage.binding.issueToken(request, keyed);
  t.not(third.tokenId, second.tokenId, 'its right ends now');
  t.ok(third.playableUntil !== undefined);
});

t.test('a registration or a code that has expired is started anew', async t => {
  const stage = await createStage({ registrationTtl: 60, playerCodeTtl: 60 });
  const start = () => stage.binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, keyed);
  const code = () => stage.binding.openPlayerSession('ada', { ...caller, idempotencyKey: 'code' });
  const [registration, opened] = [await start(), await code()];
  stage.pass(59);
  t.strictSame((await start()).license, registration.license);
  t.strictSame(await code(), opened);
  stage.pass(1);
  t.not((await start()).registration.cookie, registration.registration.cookie);
  t.not((await code()).code, opened.code);
  await stage.binding.suspendAccount({ accountId: 'ada', reason: 'Fraud' }, caller);
  await t.rejects(start(), { code: 'account-suspended' });
  await t.rejects(code(), { code: 'account-suspended' });
});

t.test('a failure while the key is released does not hide why the request failed', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.meanwhile(async () => {
    await stage.close();
  });
  stage.licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  await t.rejects(stage.binding.issueToken(request, keyed), { code: 'upstream-timeout' });
});
