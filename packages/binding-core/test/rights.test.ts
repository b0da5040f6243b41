import fc from 'fast-check';
import t from 'tap';
import { chooseEntitlement } from '../src/entitlements/rules.ts';
import { type Entitlement, type EntitlementTerms, entitlementEnd, entitlementState } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

const hour = 3_600_000;

/** A bound device and a right to `film` on these terms, with moments counted from now. */
async function stageWith(
  terms: (now: number) => EntitlementTerms,
  more: { offlineDevices?: number; settings?: Parameters<typeof createStage>[0] } = {}
) {
  const stage = await createStage(more.settings);
  await stage.binding.saveContent({ contentId: 'film', kid, key });
  const { device } = await stage.register('ada', '1'.repeat(32));
  const entitlement = await stage.binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: terms(stage.now()), offlineDevices: more.offlineDevices },
    caller
  );
  const request = { accountId: 'ada', contentId: 'film', deviceId: device?.deviceId ?? '' };
  return { ...stage, entitlement, request };
}

const rental = (now: number): EntitlementTerms => ({
  kind: 'rental',
  startBy: now + 48 * hour,
  playDuration: 7200
});

t.test("a rental's second clock starts with its first token", async t => {
  const { binding, request, entitlement, pass, now, licenses } = await stageWith(rental);
  t.equal(entitlement.firstPlayedAt, undefined);
  pass(3600);
  const startedAt = now();
  const token = await binding.issueToken(request, caller);
  t.equal(token.playableUntil, startedAt + 2 * hour, 'its license does not outlive the right');
  t.equal(licenses.requests.at(-1)?.rightEndsAt, startedAt + 2 * hour);
  const running = await binding.readEntitlement('ada', entitlement.entitlementId);
  t.equal(running.firstPlayedAt, startedAt);
  pass(7197);
  t.equal((await binding.issueToken(request, caller)).playableUntil, startedAt + 2 * hour);
  t.equal((await binding.readEntitlement('ada', entitlement.entitlementId)).firstPlayedAt, startedAt);
  pass(3);
  await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
});

t.test('a rental without a token in time has expired', async t => {
  const { binding, request, pass } = await stageWith(rental);
  pass(48 * 3600);
  await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
});

t.test('a rental started just in time lasts beyond startBy', async t => {
  const { binding, request, pass } = await stageWith(rental);
  pass(48 * 3600 - 1);
  await binding.issueToken(request, caller);
  pass(7197);
  await binding.issueToken(request, caller);
  pass(3);
  await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
});

t.test('if ExpressPlay fails, the clock does not start', async t => {
  const { binding, request, licenses, entitlement } = await stageWith(rental);
  licenses.failWith(new Error('down'));
  await t.rejects(binding.issueToken(request, caller));
  t.equal((await binding.readEntitlement('ada', entitlement.entitlementId)).firstPlayedAt, undefined);
});

t.test('two concurrent first tokens start one clock, and neither token outlives it', async t => {
  const { binding, request, licenses, pass, store } = await stageWith(rental);
  let once = true;
  pass(120);
  licenses.meanwhile(async () => {
    if (!once) return;
    once = false;
    pass(-60);
    await binding.issueToken(request, caller);
    pass(60);
  });
  const late = await binding.issueToken(request, caller);
  const [entitlement] = await store.findEntitlementsForContent('ada', 'film');
  const end = entitlement && entitlementEnd(entitlement);
  const { items: tokens } = await store.listTokens('ada', { limit: 10 });
  for (const token of tokens) t.ok(token.playableUntil <= (end ?? 0));
  t.equal(late.playableUntil, end);
  t.equal(tokens.length, 2);
});

t.test('a subscription lasts until its end, which can be moved', async t => {
  const { binding, request, entitlement, pass, now } = await stageWith(at => ({
    kind: 'subscription',
    until: at + hour
  }));
  t.equal((await binding.issueToken(request, caller)).playableUntil, now() + hour);
  pass(3600);
  await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
  await binding.extendSubscription('ada', entitlement.entitlementId, now() + hour, caller);
  t.equal((await binding.issueToken(request, caller)).playableUntil, now() + hour);
});

t.test('only a subscription can be extended, and not into the past', async t => {
  const purchase = await stageWith(() => ({ kind: 'purchase' }));
  await t.rejects(
    purchase.binding.extendSubscription(
      'ada',
      purchase.entitlement.entitlementId,
      purchase.now() + 1,
      caller
    ),
    { code: 'validation' }
  );
  const subscription = await stageWith(at => ({ kind: 'subscription', until: at + hour }));
  const { entitlementId } = subscription.entitlement;
  await t.rejects(subscription.binding.extendSubscription('ada', entitlementId, subscription.now(), caller), {
    code: 'validation'
  });
});

t.test('a revoked entitlement can be restored, and its clock has gone on', async t => {
  const { binding, request, entitlement, pass } = await stageWith(rental);
  await binding.issueToken(request, caller);
  await binding.revokeEntitlement('ada', entitlement.entitlementId, caller);
  await t.rejects(binding.issueToken(request, caller), { code: 'not-entitled' });
  pass(3600);
  await binding.restoreEntitlement('ada', entitlement.entitlementId, caller);
  t.ok(await binding.issueToken(request, caller));
  pass(3600);
  await t.rejects(binding.issueToken(request, caller), { code: 'entitlement-expired' });
});

t.test('a refusal of terms that nobody could use names the wrong member', async t => {
  const { binding, now } = await stageWith(() => ({ kind: 'purchase' }));
  const wrong: [EntitlementTerms, number | undefined, string][] = [
    [{ kind: 'rental', startBy: now(), playDuration: 60 }, undefined, '/startBy'],
    [{ kind: 'rental', startBy: now() + hour, playDuration: 0 }, undefined, '/playDuration'],
    [{ kind: 'rental', startBy: now() + hour, playDuration: 315_360_001 }, undefined, '/playDuration'],
    [{ kind: 'rental', startBy: now() + hour, playDuration: 60 }, now() + hour, '/startBy'],
    [{ kind: 'subscription', until: now() }, undefined, '/until'],
    [{ kind: 'subscription', until: now() + hour }, now() + 2 * hour, '/until']
  ];
  for (const [terms, startsAt, path] of wrong)
    await t.rejects(
      binding.createEntitlement({ accountId: 'ada', contentId: 'film', terms, startsAt }, caller),
      {
        code: 'validation',
        problem: { errors: [{ path }] }
      }
    );
});

t.test('one order creates one entitlement', async t => {
  const { binding, stored } = await stageWith(() => ({ kind: 'purchase' }));
  await binding.saveContent({ contentId: 'other', kid, key });
  const order = { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' }, orderId: 'o-1' } as const;
  const first = await binding.createEntitlement(order, caller);
  t.same(await binding.createEntitlement(order, caller), first);
  t.equal((await stored()).entitlements.length, 2);
  await t.rejects(binding.createEntitlement({ ...order, contentId: 'other' }, caller), {
    code: 'order-id-reused'
  });
});

t.test('an order for a rental that is sent again after its time returns the same entitlement', async t => {
  const { binding, now, pass } = await stageWith(() => ({ kind: 'purchase' }));
  const terms = { kind: 'rental', startBy: now() + hour, playDuration: 60 } as const;
  const order = { accountId: 'ada', contentId: 'film', terms, orderId: 'o-1' };
  const first = await binding.createEntitlement(order, caller);
  pass(7200);
  t.same(await binding.createEntitlement(order, caller), first);
});

t.test('offline use needs an entitlement that includes it, and counts devices', async t => {
  const none = await stageWith(() => ({ kind: 'purchase' }));
  await t.rejects(none.binding.issueToken({ ...none.request, persistent: true }, caller), {
    code: 'offline-not-allowed'
  });
  const one = await stageWith(() => ({ kind: 'purchase' }), { offlineDevices: 1 });
  const offline = { ...one.request, persistent: true };
  t.equal((await one.binding.issueToken(offline, caller)).persistent, true);
  await one.binding.issueToken(offline, caller);
  const { device } = await one.register('ada', '2'.repeat(32));
  const second = { ...offline, deviceId: device?.deviceId ?? '' };
  await t.rejects(one.binding.issueToken(second, caller), { code: 'offline-not-allowed' });
  await one.binding.issueToken({ ...second, persistent: false }, caller);
});

t.test('an offline license of a purchase never ends', async t => {
  const { binding, request } = await stageWith(() => ({ kind: 'purchase' }), { offlineDevices: 1 });
  await binding.issueToken({ ...request, persistent: true }, caller);
  const { playableUntil } = await binding.removeDevice('ada', request.deviceId, caller);
  t.equal(new Date(playableUntil ?? 0).toISOString(), '9999-12-31T23:59:59.999Z');
});

t.test("an account's budget of tokens holds in any window", async t => {
  const { binding, request, pass } = await stageWith(() => ({ kind: 'purchase' }), {
    // One of them is for the registration of the device.
    settings: { tokenBudget: { max: 3, windowSeconds: 60 } }
  });
  await binding.issueToken(request, caller);
  pass(30);
  await binding.issueToken(request, caller);
  await t.rejects(binding.issueToken(request, caller), {
    code: 'token-budget-exhausted',
    problem: { retryable: true, retryAfter: 60 }
  });
  t.strictSame((await binding.readAccount('ada')).tokenBudget, { max: 3, windowSeconds: 60, used: 3 });
  pass(30);
  t.equal((await binding.readAccount('ada')).tokenBudget?.used, 1);
  await binding.issueToken(request, caller);
});

t.test('without a budget an account reports none', async t => {
  const { binding } = await stageWith(() => ({ kind: 'purchase' }));
  t.equal((await binding.readAccount('ada')).tokenBudget, undefined);
});

t.test('the budget holds under concurrent requests', async t => {
  const { binding, request } = await stageWith(() => ({ kind: 'purchase' }), {
    settings: { tokenBudget: { max: 3, windowSeconds: 60 } }
  });
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => binding.issueToken(request, caller))
  );
  t.equal(results.filter(result => result.status === 'fulfilled').length, 2);
});

t.test('options of the request win over those of the content, which win over the defaults', async t => {
  const { binding, request, licenses } = await stageWith(() => ({ kind: 'purchase' }), {
    settings: {
      drmOptions: { widevine: { securityLevel: 1, hdcpOutputControl: 0 }, playready: { analogVideoOPL: 100 } }
    }
  });
  await binding.saveContent({ contentId: 'film', kid, key, drmOptions: { widevine: { securityLevel: 3 } } });
  await binding.issueToken(request, caller);
  t.same(licenses.requests.at(-1)?.options, { securityLevel: 3, hdcpOutputControl: 0 });
  await binding.issueToken({ ...request, options: { widevine: { hdcpOutputControl: 2 } } }, caller);
  t.same(licenses.requests.at(-1)?.options, { securityLevel: 3, hdcpOutputControl: 2 });
});

t.test('the chosen entitlement is always active, and an active one is always chosen', async () => {
  const anyTerms: fc.Arbitrary<EntitlementTerms> = fc.oneof(
    fc.constant({ kind: 'purchase' as const }),
    fc.record({ kind: fc.constant('rental' as const), startBy: fc.nat(100), playDuration: fc.nat(3) }),
    fc.record({ kind: fc.constant('subscription' as const), until: fc.nat(100) })
  );
  const any = fc.record({
    terms: anyTerms,
    startsAt: fc.nat(100),
    firstPlayedAt: fc.option(fc.nat(100), { nil: undefined }),
    revokedAt: fc.option(fc.nat(100), { nil: undefined }),
    offlineDevices: fc.option(fc.constant(1), { nil: undefined })
  });
  fc.assert(
    fc.property(fc.array(any), fc.boolean(), (made, persistent) => {
      const now = 50;
      const entitlements: Entitlement[] = made.map((one, i) => ({
        entitlementId: `e${i}`,
        accountId: 'ada',
        contentId: 'film',
        createdAt: 0,
        ...one
      }));
      const usable = entitlements.filter(
        one => entitlementState(one, now) === 'active' && (!persistent || one.offlineDevices)
      );
      try {
        const chosen = chooseEntitlement(entitlements, { drm: 'fairplay', persistent }, now);
        if (!usable.includes(chosen)) throw new TypeError('an unusable right was chosen');
      } catch (error) {
        if (error instanceof TypeError || usable.length > 0) throw error;
      }
    })
  );
});
