import type { AccountUnit, ContentKey, Store } from '@expressplay-binding/binding-core';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import * as sample from './support/samples.ts';

const { accountId, moment } = sample;

function inAccount(store: Store, work: (unit: AccountUnit) => Promise<void>): Promise<void> {
  return store.inAccount(accountId, moment, work);
}

onEachDatabase('what was never stored is undefined or empty', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const page = { limit: 10 };
  t.equal(await store.findAccount(accountId), undefined);
  t.equal(await store.findPolicy('default'), undefined);
  t.equal(await store.findContent('film'), undefined);
  t.equal(await store.findRegistration('reg_0'), undefined);
  t.equal(await store.findDevice(accountId, 'dev_0'), undefined);
  t.equal(await store.findDeviceByBinding(accountId, 'widevine', 'x'), undefined);
  t.equal(await store.findEntitlement(accountId, 'ent_0'), undefined);
  t.equal(await store.findIdempotencyRecord(accountId, 'key'), undefined);
  t.same(await store.listActiveDevices(accountId), []);
  t.same(await store.findEntitlementsForContent(accountId, 'film'), []);
  for (const list of [
    store.listContents(page),
    store.listDevices(accountId, page),
    store.listEntitlements(accountId, page),
    store.listTokens(accountId, page)
  ])
    t.strictSame(await list, { items: [] });
  t.equal(await store.deleteContent('film'), false);
});

onEachDatabase(
  'an account exists from its first unit, which its later ones do not change',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const expected = { accountId, policyName: 'default', createdAt: moment };
    await store.inAccount(accountId, moment, async unit =>
      t.strictSame(await unit.findAccount(accountId), expected)
    );
    await store.inAccount(accountId, moment + 1, async () => {});
    t.strictSame(await store.findAccount(accountId), expected);
  }
);

onEachDatabase('every field of a content comes back, whatever its key', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const keys: ContentKey[] = [
    { kind: 'clear', value: '1'.repeat(32) },
    { kind: 'wrapped', ek: '2'.repeat(48), kek: '3'.repeat(32) },
    { kind: 'key-storage', kek: '4'.repeat(32) }
  ];
  for (const key of keys) {
    const content = { ...sample.content, contentId: key.kind, key };
    const bare = { ...content, contentId: `bare ${key.kind}`, iv: undefined, title: undefined };
    t.strictSame(await store.saveContent(content), { content, created: true });
    t.strictSame(await store.saveContent(bare), { content: bare, created: true });
    t.strictSame(await store.findContent(content.contentId), content);
    t.strictSame(await store.findContent(bare.contentId), bare);
  }
});

onEachDatabase(
  'a content that is saved again is replaced but for the time of its creation',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    await store.saveContent(sample.content);
    const later = {
      contentId: sample.content.contentId,
      kid: 'e'.repeat(32),
      key: { kind: 'key-storage', kek: 'a'.repeat(32) },
      iv: undefined,
      title: undefined,
      createdAt: moment + 100,
      updatedAt: moment + 101
    } as const;
    const replaced = { ...later, createdAt: moment };
    t.strictSame(await store.saveContent(later), { content: replaced, created: false });
    t.strictSame(await store.findContent(later.contentId), replaced);
    t.equal(await store.deleteContent(later.contentId), true);
    t.equal(await store.findContent(later.contentId), undefined);
  }
);

onEachDatabase('of contents saved at the same time one was created', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const saves = await Promise.all(Array.from({ length: 8 }, () => store.saveContent(sample.content)));
  t.equal(saves.filter(({ created }) => created).length, 1);
});

onEachDatabase('every field of a registration comes back', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { registration, pendingRegistration } = sample;
  await inAccount(store, unit => unit.insertRegistration(pendingRegistration));
  t.strictSame(await store.findRegistration(registration.registrationId), pendingRegistration);
  await inAccount(store, unit => unit.updateRegistration(registration));
  t.strictSame(await store.findRegistration(registration.registrationId), registration);
});

onEachDatabase('every field of a device and its bindings comes back', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { device, activeDevice, binding } = sample;
  await inAccount(store, unit => unit.insertDevice(activeDevice));
  t.strictSame(await store.findDevice(accountId, device.deviceId), activeDevice);
  await inAccount(store, async unit => {
    await unit.updateDevice({ ...device, bindings: [] });
    for (const binding of device.bindings) await unit.insertBinding(accountId, device.deviceId, binding);
  });
  t.strictSame(await store.findDevice(accountId, device.deviceId), device);
  t.strictSame(await store.listDevices(accountId, { limit: 1 }), { items: [device] });

  const other = { ...device, deviceId: 'dev_02', bindings: [binding] };
  await inAccount(store, unit => unit.insertDevice(other));
  t.strictSame(await store.findDevice(accountId, other.deviceId), { ...other, bindings: [] });
});

onEachDatabase('only active devices fill slots and hold bindings, oldest first', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { binding } = sample;
  const removed = { ...sample.device, deviceId: 'dev_01', bindings: [binding] };
  const second = { ...sample.activeDevice, deviceId: 'dev_02', bindings: [binding] };
  const third = { ...sample.activeDevice, deviceId: 'dev_03' };
  await inAccount(store, async unit => {
    for (const device of [third, removed, second]) await sample.insertWithBindings(unit, device);
  });
  t.strictSame(await store.listActiveDevices(accountId), [second, third]);
  const { drm, drmDeviceId } = binding;
  t.strictSame(await store.findDeviceByBinding(accountId, drm, drmDeviceId), second);
  t.equal(await store.findDeviceByBinding(accountId, 'widevine', drmDeviceId), undefined, 'another DRM');
  t.equal(await store.findDeviceByBinding('another', drm, drmDeviceId), undefined, 'another account');
});

onEachDatabase(
  'every field of an entitlement comes back, oldest first for a content',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const { entitlement } = sample;
    const standing = { ...entitlement, revokedAt: undefined };
    const second = { ...standing, entitlementId: 'ent_02' };
    const otherContent = { ...standing, entitlementId: 'ent_03', contentId: 'film:2' };
    await inAccount(store, async unit => {
      for (const each of [second, standing, otherContent]) await unit.insertEntitlement(each);
    });
    t.strictSame(await store.findEntitlement(accountId, 'ent_01'), standing);
    await inAccount(store, unit => unit.updateEntitlement(entitlement));
    t.strictSame(await store.findEntitlementsForContent(accountId, 'film:1'), [entitlement, second]);
  }
);

onEachDatabase('every field of a token comes back', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const online = { ...sample.token, tokenId: 'tok_02', persistent: false };
  await inAccount(store, async unit => {
    await unit.insertToken(sample.token);
    await unit.insertToken(online);
  });
  t.strictSame(await store.listTokens(accountId, { limit: 5 }), { items: [online, sample.token] });
});

onEachDatabase('an idempotency record is replaced by a later one and can be deleted', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { idempotencyRecord } = sample;
  const { key } = idempotencyRecord;
  const held = { ...idempotencyRecord, attempt: 'att_00', answer: undefined };
  for (const record of [held, idempotencyRecord]) {
    await inAccount(store, unit => unit.saveIdempotencyRecord(record));
    t.strictSame(await store.findIdempotencyRecord(accountId, key), record);
  }
  await inAccount(store, unit => unit.deleteIdempotencyRecord(accountId, key));
  t.equal(await store.findIdempotencyRecord(accountId, key), undefined);
});

onEachDatabase('nothing of one account shows in another', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await inAccount(store, async unit => {
    await unit.insertDevice(sample.activeDevice);
    await unit.insertEntitlement(sample.entitlement);
    await unit.insertToken(sample.token);
    await unit.saveIdempotencyRecord(sample.idempotencyRecord);
  });
  const page = { limit: 10 };
  t.equal(await store.findDevice('another', sample.device.deviceId), undefined);
  t.same(await store.listActiveDevices('another'), []);
  t.strictSame(await store.listDevices('another', page), { items: [] });
  t.equal(await store.findEntitlement('another', sample.entitlement.entitlementId), undefined);
  t.same(await store.findEntitlementsForContent('another', sample.content.contentId), []);
  t.strictSame(await store.listEntitlements('another', page), { items: [] });
  t.strictSame(await store.listTokens('another', page), { items: [] });
  t.equal(await store.findIdempotencyRecord('another', sample.idempotencyRecord.key), undefined);
});
