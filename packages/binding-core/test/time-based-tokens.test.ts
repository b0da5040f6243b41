import t from 'tap';
import type { BindingSettings } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

const hour = 3_600_000;

/** A pending registration of Ada's, and a film that is rented. */
async function rentedStage(settings: Partial<BindingSettings> = {}) {
  const stage = await createStage(settings);
  await stage.binding.saveContent({ contentId: 'film', kid, key });
  const { registration } = await stage.binding.startRegistration(
    { accountId: 'ada', drm: 'widevine' },
    caller
  );
  const terms = { kind: 'rental', startBy: stage.now() + 48 * hour, playDuration: 7200 } as const;
  const { entitlementId } = await stage.binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms },
    caller
  );
  const issue = () =>
    stage.binding.issueTimeBasedToken({ cookie: registration.cookie, contentId: 'film' }, caller);
  return { ...stage, entitlementId, issue };
}

t.test(
  'a token that only time limits starts the clock of a rental, and its license ends with it',
  async t => {
    const { binding, issue, licenses, now, pass, entitlementId } = await rentedStage();
    await issue();
    const asked = licenses.requests.at(-1)!;
    t.match(asked, { expiresAt: now() + 300_000, rightEndsAt: now() + 2 * hour, persistent: false });
    t.equal(asked.deviceId, undefined, 'no device restricts it');
    t.equal((await binding.readEntitlement('ada', entitlementId)).firstPlayedAt, now());
    pass(7200);
    await t.rejects(issue(), { code: 'entitlement-expired' });
  }
);

t.test(
  'a time-based token needs an entitlement, a known cookie and an account that is not suspended',
  async t => {
    const { binding, issue } = await rentedStage();
    const unknown = { cookie: 'unknown', contentId: 'film' };
    await t.rejects(binding.issueTimeBasedToken(unknown, caller), { code: 'not-found' });
    await binding.suspendAccount({ accountId: 'ada', reason: 'fraud' }, caller);
    await t.rejects(issue(), { code: 'account-suspended' });
  }
);

t.test('no time-based token is issued if its entitlement is revoked while ExpressPlay answers', async t => {
  const { binding, issue, licenses, entitlementId } = await rentedStage();
  licenses.meanwhile(async () => void (await binding.revokeEntitlement('ada', entitlementId, caller)));
  await t.rejects(issue(), { code: 'not-entitled' });
});

t.test('a time-based token is listed among the tokens of its account, without a device', async t => {
  const { binding, issue, now, entitlementId } = await rentedStage();
  await issue();
  const { items } = await binding.listTokens('ada', { limit: 10 });
  t.match(items, [{ entitlementId, contentId: 'film', drm: 'widevine', binding: 'none', persistent: false }]);
  t.equal(items[0]?.deviceId, undefined);
  t.equal(items[0]?.playableUntil, now() + 2 * hour);
});

t.test('the budget of the account holds under concurrent requests for time-based tokens', async t => {
  const tokenBudget = { max: 3, windowSeconds: 60 };
  const { binding, issue, licenses } = await rentedStage({ tokenBudget });
  const outcomes = await Promise.allSettled([issue(), issue(), issue(), issue()]);
  t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
  t.equal((await binding.readAccount('ada')).tokenBudget?.used, 3, 'one is for the registration');
  const asked = licenses.requests.length;
  await t.rejects(issue(), { code: 'token-budget-exhausted' });
  t.equal(licenses.requests.length, asked, 'ExpressPlay is not asked in vain');
});

t.test(
  'the cookie of a cancelled or refused registration, and of a removed device, gets no time-based token',
  async t => {
    const { binding, register } = await rentedStage();
    const issue = (cookie: string) => binding.issueTimeBasedToken({ cookie, contentId: 'film' }, caller);

    const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
    await binding.cancelRegistration(registration.registrationId, caller);
    await t.rejects(issue(registration.cookie), { code: 'registration-cancelled' });

    const bound = await register('ada', '1'.repeat(32));
    await issue(bound.registration.cookie);
    await binding.removeDevice('ada', bound.device?.deviceId ?? '', caller);
    await t.rejects(issue(bound.registration.cookie), { code: 'device-removed' });

    await binding.savePolicy({ name: 'default', maxDevices: 0 }, caller);
    const refused = await register('ada', '2'.repeat(32));
    await t.rejects(issue(refused.registration.cookie), { code: 'device-limit-reached' });
  }
);
