import { randomBytes } from 'node:crypto';
import { type Binding, createBinding, type LicenseService } from '@expressplay-binding/binding-core';
import type { Storage } from '../src/index.ts';
import { onEachDatabase, onEachSharedDatabase, open, openEmpty } from './support/databases.ts';

const caller = { actor: 'test' };
const kid = 'd'.repeat(32);
const key = { kind: 'clear', value: 'e'.repeat(32) } as const;

/** ExpressPlay as it is when every device redeems at once: the device id is made of the cookie. */
const licenses: LicenseService = {
  requestToken: async () => ({
    licenseUrl: `https://license.example/?token=${randomBytes(8).toString('hex')}`
  }),
  findRedemptions: async cookie => [{ deviceId: Buffer.from(cookie).toString('hex').slice(0, 32) }]
};

function bindingOn({ store }: Storage): Binding {
  return createBinding({ store, licenses, settings: { dummyContent: { kid, key } } });
}

/** Registers devices at the same time, taking turns between the bindings, and gives the states they end in. */
async function registerAtOnce(bindings: readonly Binding[], count: number): Promise<string[]> {
  const registering = Array.from({ length: count }, async (_, number) => {
    const binding = bindings[number % bindings.length]!;
    const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
    const settled = await binding.completeRegistration(registration.registrationId, caller);
    return settled.registration.state;
  });
  return (await Promise.all(registering)).sort();
}

onEachDatabase(
  'of devices that register at once as many are bound as there are slots',
  async (t, database) => {
    const binding = bindingOn(await openEmpty(t, database));
    const states = await registerAtOnce([binding], 12);
    t.strictSame(states, [...Array(3).fill('bound'), ...Array(9).fill('refused')]);
    t.equal((await binding.listDevices('ada', { limit: 20 })).items.length, 3);
  }
);

onEachSharedDatabase('a limit holds when devices register with two processes', async (t, database) => {
  const url = await database.createUrl(t);
  const bindings = (await Promise.all([open(t, url), open(t, url)])).map(bindingOn);
  const states = await registerAtOnce(bindings, 12);
  t.equal(states.filter(state => state === 'bound').length, 3);
  for (const binding of bindings) t.equal((await binding.listDevices('ada', { limit: 20 })).items.length, 3);
});

onEachDatabase(
  'a purchase that is sent again under its idempotency key is one purchase',
  async (t, database) => {
    const binding = bindingOn(await openEmpty(t, database));
    await binding.saveContent({ contentId: 'film', kid, key });
    const retrying = { ...caller, idempotencyKey: 'order 7' };
    const buy = () =>
      binding.createEntitlement(
        { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } },
        retrying
      );
    const first = await buy();
    t.strictSame(JSON.stringify(await buy()), JSON.stringify(first));
    const parallel = await Promise.allSettled([buy(), buy(), buy()]);
    t.ok(parallel.every(({ status }) => status === 'fulfilled'));
    t.equal((await binding.listEntitlements('ada', { limit: 20 })).items.length, 1);
  }
);

onEachDatabase('a bound device gets a token for what was bought', async (t, database) => {
  const binding = bindingOn(await openEmpty(t, database));
  await binding.saveContent({ contentId: 'film', kid, key });
  await binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } },
    caller
  );
  const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
  const { device } = await binding.completeRegistration(registration.registrationId, caller);
  const token = await binding.issueToken(
    { accountId: 'ada', contentId: 'film', deviceId: `${device?.deviceId}` },
    caller
  );
  const { items } = await binding.listTokens('ada', { limit: 5 });
  t.strictSame(
    items.map(({ tokenId }) => tokenId),
    [token.tokenId]
  );
  t.notMatch(JSON.stringify(items), 'license.example', 'the token itself is not kept');
});

onEachDatabase(
  'a stored token is returned while it is good, made anew when it has expired, and forgotten after its age',
  async (t, database) => {
    let now = Date.UTC(2030, 0, 1);
    let requested = 0;
    const { store } = await openEmpty(t, database);
    const binding = createBinding({
      store,
      clock: () => now,
      licenses: {
        ...licenses,
        requestToken: (...request) => {
          requested += 1;
          return licenses.requestToken(...request);
        }
      },
      settings: { dummyContent: { kid, key }, tokenTtl: 600, idempotencyHold: 60 }
    });
    await binding.saveContent({ contentId: 'film', kid, key });
    const purchase = { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } } as const;
    const retrying = { ...caller, idempotencyKey: 'key' };
    const buy = () => binding.createEntitlement(purchase, { ...caller, idempotencyKey: 'order' });
    const bought = await buy();
    const { registration } = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
    const { device } = await binding.completeRegistration(registration.registrationId, caller);
    const issue = () =>
      binding.issueToken({ accountId: 'ada', contentId: 'film', deviceId: `${device?.deviceId}` }, retrying);

    const first = await issue();
    const before = requested;
    now += 599_000;
    t.equal((await issue()).licenseUrl, first.licenseUrl);
    t.equal(requested, before, 'no call to ExpressPlay');
    now += 1_000;
    const second = await issue();
    t.not(second.licenseUrl, first.licenseUrl, 'the first has expired');
    t.equal(requested, before + 1);
    t.equal((await issue()).tokenId, second.tokenId);

    now = bought.createdAt + 86_459_999;
    t.equal((await buy()).entitlementId, bought.entitlementId);
    now += 1;
    t.not((await buy()).entitlementId, bought.entitlementId, 'nothing was purged');
  }
);
