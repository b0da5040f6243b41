import {
  type Account,
  type AccountUnit,
  type AuditEvent,
  type AuditFilter,
  type BindingEvidence,
  type ContentKey,
  type Device,
  type DevicePolicy,
  endOfTime,
  lowestId,
  type Store,
  type Swap,
  type Timestamp,
  tokenIssued
} from '@expressplay-binding/binding-core';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import * as sample from './support/samples.ts';

const { accountId, moment } = sample;

function inAccount(store: Store, work: (unit: AccountUnit) => Promise<void>): Promise<void> {
  return store.inAccount(accountId, moment, work);
}

onEachDatabase('reads of what was never stored return undefined or an empty list', async (t, database) => {
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
    const expected = {
      accountId,
      policyName: 'default',
      policyOverrides: {},
      suspendedAt: undefined,
      swapsResetAt: undefined,
      createdAt: moment,
      version: 0,
      policyVersion: 0
    };
    await store.inAccount(accountId, moment, async unit =>
      t.strictSame(await unit.findAccount(accountId), expected)
    );
    await store.inAccount(accountId, moment + 1, async () => {});
    t.strictSame(await store.findAccount(accountId), expected);
  }
);

onEachDatabase('a content is read with every field, whatever its key', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const keys: ContentKey[] = [
    { kind: 'clear', value: '1'.repeat(32) },
    { kind: 'wrapped', ek: '2'.repeat(48), kek: '3'.repeat(32) },
    { kind: 'key-storage', kek: '4'.repeat(32) }
  ];
  for (const key of keys) {
    const content = { ...sample.content, contentId: key.kind, key };
    const bare = {
      ...content,
      contentId: `bare ${key.kind}`,
      iv: undefined,
      title: undefined,
      trackType: undefined,
      tracks: undefined,
      drmOptions: undefined
    };
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
      trackType: undefined,
      tracks: undefined,
      drmOptions: undefined,
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

onEachDatabase(
  'of two saves of a content at the same time one reports that it was created',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const saves = await Promise.all(Array.from({ length: 8 }, () => store.saveContent(sample.content)));
    t.equal(saves.filter(({ created }) => created).length, 1);
  }
);

onEachDatabase('a registration is read with every field', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { registration, pendingRegistration } = sample;
  await inAccount(store, unit => unit.insertRegistration(pendingRegistration, moment));
  t.strictSame(await store.findRegistration(registration.registrationId), pendingRegistration);
  await inAccount(store, unit => unit.updateRegistration(registration));
  t.strictSame(await store.findRegistration(registration.registrationId), registration);
});

onEachDatabase('a device is read with every field and its bindings', async (t, database) => {
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
    const second = {
      ...standing,
      entitlementId: 'ent_02',
      terms: { kind: 'subscription', until: moment + 30 } as const,
      offlineDevices: undefined,
      orderId: 'Order 7/ä',
      firstPlayedAt: undefined
    };
    const otherContent = {
      ...standing,
      entitlementId: 'ent_03',
      contentId: 'film:2',
      terms: { kind: 'purchase' } as const
    };
    await inAccount(store, async unit => {
      for (const each of [second, standing, otherContent]) await unit.insertEntitlement(each);
    });
    t.strictSame(await store.findEntitlement(accountId, 'ent_01'), standing);
    await inAccount(store, unit => unit.updateEntitlement(entitlement));
    t.strictSame(await store.findEntitlementsForContent(accountId, 'film:1'), [entitlement, second]);
  }
);

onEachDatabase('a token is read with every field', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const online = { ...sample.token, tokenId: 'tok_02', persistent: false };
  const timeBased = { ...online, tokenId: 'tok_03', deviceId: undefined, binding: 'none' } as const;
  await inAccount(store, async unit => {
    await unit.insertToken(sample.token);
    await unit.insertToken(online);
    await unit.insertToken(timeBased);
  });
  t.strictSame(await store.listTokens(accountId, { limit: 5 }), {
    items: [timeBased, online, sample.token]
  });
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

onEachDatabase('no read returns data of another account', async (t, database) => {
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

onEachDatabase("an account's policy, suspension and reset come back", async (t, database) => {
  const { store } = await openEmpty(t, database);
  const changed: Account = {
    accountId,
    policyName: 'gold',
    policyOverrides: { maxDevices: 5, maxByClass: { tv: 2 } },
    suspendedAt: moment + 1,
    swapsResetAt: moment + 2,
    createdAt: moment,
    version: 1,
    policyVersion: 0
  };
  await inAccount(store, unit => unit.updateAccount(changed));
  t.strictSame(await store.findAccount(accountId), changed);
  await inAccount(store, async unit => {
    t.strictSame(unit.account, changed, 'and the unit knows it');
  });
});

onEachDatabase('several contents are stored all or none', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const contents = Array.from({ length: 450 }, (_, i) => ({
    ...sample.content,
    contentId: `film ${1000 + i}`
  }));
  const failure = new Error('no');
  const failing = (saved: number) => {
    if (saved === 400) throw failure;
  };
  await t.rejects(store.saveContents(contents, failing), failure);
  t.strictSame((await store.listContents({ limit: 10 })).items, []);

  const seen: number[] = [];
  t.equal(await store.saveContents(contents.slice(0, 430), saved => seen.push(saved)), 430);
  t.strictSame(seen, [200, 400, 430]);
  const later = contents.map(content => ({ ...content, title: 'Another title', createdAt: moment + 9 }));
  t.equal(await store.saveContents([...later, ...later]), 20, 'the others are replaced');
  t.strictSame((await store.listContents({ limit: 500 })).items, [
    ...later.slice(0, 430).map(content => ({ ...content, createdAt: sample.content.createdAt })),
    ...later.slice(430)
  ]);
  t.equal(await store.purge(Date.now() + 1, 10), 0, 'nothing stays staged');
});

onEachDatabase('an account tells how often its policy was changed', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const versionInUnit = () => store.inAccount(accountId, moment, async unit => unit.account.policyVersion);
  t.equal(await versionInUnit(), 0);
  for (const version of [1, 2]) {
    const event = { ...sample.auditEvent, eventId: `aud_${version}`, accountId: undefined };
    await store.savePolicy({ name: 'default', maxDevices: 3 - version }, () => ({ auditEvent: event }));
    await store.savePolicy({ name: 'gold', maxDevices: 9 }, () => ({
      auditEvent: { ...event, eventId: `aud_gold_${version}` }
    }));
    t.equal((await store.findAccount(accountId))?.policyVersion, version);
    t.equal(await versionInUnit(), version);
  }
});

onEachDatabase('a policy is replaced as a whole, with its event', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const event = { ...sample.auditEvent, accountId: undefined, action: 'policy.saved' } as const;
  const policy: DevicePolicy = {
    name: 'gold',
    maxDevices: 5,
    maxByClass: { tv: 2 },
    swaps: { count: 'removals', max: 1, windowSeconds: 60 }
  };
  await store.savePolicy(policy, () => ({ auditEvent: event }));
  t.strictSame(await store.findPolicy('gold'), policy);
  await store.savePolicy({ name: 'gold', maxDevices: 1 }, () => ({
    auditEvent: { ...event, eventId: `${sample.auditEvent.eventId}2` }
  }));
  t.strictSame(await store.findPolicy('gold'), { name: 'gold', maxDevices: 1 });
  t.equal((await store.listAuditEvents({ action: 'policy.saved' }, { limit: 10 })).items.length, 2);
});

onEachDatabase('an audit event is found by any filter, with every field', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { auditEvent } = sample;
  const other = {
    ...auditEvent,
    eventId: `${lowestId('aud', moment + 10)}02`,
    at: moment + 10,
    reason: undefined,
    before: undefined,
    after: undefined
  };
  await inAccount(store, async unit => {
    await unit.appendAuditEvent(auditEvent);
    await unit.appendAuditEvent(other);
  });
  const list = async (filter: AuditFilter) => (await store.listAuditEvents(filter, { limit: 10 })).items;
  t.strictSame(await list({}), [other, auditEvent]);
  t.strictSame(await list({ accountId, actor: auditEvent.actor, to: moment + 10 }), [auditEvent]);
  t.strictSame(await list({ from: moment + 10, subject: auditEvent.subject, action: auditEvent.action }), [
    other
  ]);
  t.strictSame(await list({ accountId: 'another' }), []);
});

onEachDatabase('a token is found in the audit trail by any filter, in order of time', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const event = (number: number, at: Timestamp) => ({
    ...sample.auditEvent,
    eventId: `${lowestId('aud', at)}0${number}`,
    at
  });
  const token = (number: number, at: Timestamp) => ({
    ...sample.token,
    tokenId: `${lowestId('tok', at)}0${number}`,
    issuedAt: at
  });
  const written = [event(1, moment), event(4, moment + 3)];
  const issued = [token(2, moment + 1), { ...token(3, moment + 2), actor: 'another' }, token(5, moment + 4)];
  await inAccount(store, async unit => {
    for (const each of written) await unit.appendAuditEvent(each);
    for (const each of issued) await unit.insertToken(each);
  });
  const all = [...written, ...issued.map(tokenIssued)].sort((a, b) => b.at - a.at);
  const list = async (filter: AuditFilter) => (await store.listAuditEvents(filter, { limit: 10 })).items;
  t.strictSame(await list({}), all);
  for (const filter of [
    { accountId },
    { accountId: 'another' },
    { action: 'token.issued' },
    { action: sample.auditEvent.action },
    { actor: 'another' },
    { actor: 'another', accountId },
    { action: 'token.issued', actor: sample.token.actor, from: moment + 2 },
    { actor: sample.token.actor },
    { subject: String(issued[0]?.tokenId) },
    { from: moment + 1, to: moment + 4 }
  ] satisfies AuditFilter[]) {
    const { from = 0, to = endOfTime, ...equal } = filter as AuditFilter;
    const wanted = all.filter(
      each =>
        each.at >= from &&
        each.at < to &&
        Object.entries(equal).every(([key, value]) => each[key as 'actor'] === value)
    );
    t.strictSame(await list(filter), wanted, JSON.stringify(filter));
  }

  const pages: AuditEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listAuditEvents({ accountId }, { limit: 2, cursor });
    pages.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  t.strictSame(pages, all, 'also page by page');
});

onEachDatabase('swaps after a moment are listed, oldest first', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const later: Swap = { ...sample.swap, swapId: 'swp_00', at: moment + 1, kind: 'binding', grace: false };
  await inAccount(store, async unit => {
    await unit.insertSwap(later);
    await unit.insertSwap(sample.swap);
  });
  t.strictSame(await store.listSwaps(accountId, moment - 1), [sample.swap, later]);
  t.strictSame(await store.listSwaps(accountId, moment), [later]);
});

onEachDatabase('a player session is found by id and by code, with every field', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { playerSession } = sample;
  const open = { ...playerSession, exchangedAt: undefined, endedAt: undefined };
  await inAccount(store, unit => unit.insertPlayerSession(open));
  t.strictSame(await store.findPlayerSessionByCode(open.codeHash), open);
  await inAccount(store, unit => unit.updatePlayerSession(playerSession));
  t.strictSame(await store.findPlayerSession(accountId, playerSession.sessionId), playerSession);
  t.equal(await store.findPlayerSession('another', playerSession.sessionId), undefined);
});

onEachDatabase(
  'what was observed of a DRM is kept with its event, replaced and deleted',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const { evidence } = sample;
    const event = { ...sample.auditEvent, accountId: undefined, subject: 'fairplay' };
    await store.saveBindingEvidence(evidence, () => ({ auditEvent: event }));
    t.strictSame(await store.listBindingEvidence(), [evidence]);
    t.strictSame((await store.listAuditEvents({}, { limit: 10 })).items, [event]);

    const again: BindingEvidence = { ...evidence, at: moment + 2, upstreamCode: undefined };
    const check: BindingEvidence = { ...again, source: 'checked', deviceBinding: 'enforced', at: moment + 1 };
    await store.saveBindingEvidence(again);
    await store.saveBindingEvidence(check);
    t.strictSame(await store.findBindingEvidence('fairplay'), [check, again], 'in order of time');
    t.strictSame(await store.findBindingEvidence('widevine'), []);

    await store.deleteBindingEvidence([evidence], () => ({ auditEvent: { ...event, eventId: 'aud_2' } }));
    t.strictSame(await store.listBindingEvidence(), [check, again], 'what was observed anew stays');
    await store.deleteBindingEvidence([check, again]);
    t.strictSame(await store.listBindingEvidence(), []);
    t.equal((await store.listAuditEvents({}, { limit: 10 })).items.length, 2);
  }
);

onEachDatabase('a binding check is read as it was written, counted and purged', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { bindingCheck: check } = sample;
  const settled = { ...check, state: 'enforced' } as const;
  await inAccount(store, async unit => {
    await unit.insertBindingCheck(check, moment);
    t.strictSame(await unit.findBindingCheck(check.checkId), check);
    await unit.updateBindingCheck(settled);
  });
  t.strictSame(await store.findBindingCheck(check.checkId), settled);
  t.equal(await store.countBindingChecks(accountId, moment), 1);
  t.equal(await store.countBindingChecks(accountId, moment + 1), 0);
  t.equal(await store.countBindingChecks('another', moment), 0);
  t.equal(await store.purgeBindingChecks(check.expiresAt, 10), 0);
  t.equal(await store.purgeBindingChecks(check.expiresAt + 1, 10), 1);
  t.equal(await store.findBindingCheck(check.checkId), undefined);
});

onEachDatabase(
  'tokens are counted, and show how long and on which devices they play',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const { activeDevice } = sample;
    const token = { ...sample.token, tokenId: `${lowestId('tok', moment)}a` };
    const later = { ...token, tokenId: lowestId('tok', moment + 1), issuedAt: moment + 1 };
    await inAccount(store, async unit => {
      for (const deviceId of [token.deviceId, 'dev_02', 'dev_03'])
        await unit.insertDevice({ ...activeDevice, deviceId });
      await unit.insertToken(token);
      await unit.insertToken({ ...later, playableUntil: endOfTime });
      await unit.insertToken({ ...later, tokenId: `${later.tokenId}b` });
      // Asked for earlier, but answered later.
      await unit.insertToken({ ...token, tokenId: `${token.tokenId}d` });
      await unit.insertToken({
        ...token,
        tokenId: `${token.tokenId}c`,
        deviceId: 'dev_02',
        persistent: false
      });
    });
    t.equal(await store.countTokens(accountId, moment - 1), 5);
    t.equal(await store.countTokens(accountId, moment), 2);
    t.equal(await store.countTokens(accountId, moment + 1), 0);
    t.equal((await store.findDevice(accountId, token.deviceId))?.lastTokenAt, moment + 1);
    await inAccount(store, async unit =>
      unit.updateDevice({ ...activeDevice, deviceId: token.deviceId, name: 'Another' })
    );
    t.equal(await store.findPlayableUntil(accountId, token.deviceId), endOfTime);
    t.equal(await store.findPlayableUntil(accountId, 'dev_02'), token.playableUntil);
    t.equal(await store.findPlayableUntil(accountId, 'dev_03'), undefined);
    const holders = (entitlementId: string, after: number) =>
      store.listOfflineHolders(accountId, entitlementId, after);
    const { deviceId } = token;
    t.strictSame(await holders(token.entitlementId, moment), [{ deviceId, bindings: [] }]);
    for (const binding of activeDevice.bindings)
      await inAccount(store, unit => unit.insertBinding(accountId, deviceId, binding));
    const [holder, ...others] = await holders(token.entitlementId, moment);
    t.strictSame(others, []);
    t.strictSame(
      new Set(holder?.bindings),
      new Set(activeDevice.bindings.map(({ drm, drmDeviceId }) => ({ drm, drmDeviceId })))
    );
    t.strictSame(await holders(token.entitlementId, endOfTime), []);
    t.strictSame(await holders('ent_other', moment), []);
  }
);

onEachDatabase('the other holders of a device id are those with an active device', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { activeDevice, binding } = sample;
  const hold = (holder: string, state: Device['state']) =>
    store.inAccount(holder, moment, async unit => {
      await unit.insertDevice({ ...activeDevice, accountId: holder, state });
      await unit.insertBinding(holder, activeDevice.deviceId, binding);
    });
  await hold('ada', 'active');
  await hold('bob', 'removed');
  await hold(accountId, 'active');
  await inAccount(store, async unit => {
    t.strictSame(await unit.findOtherHolders(accountId, binding.drm, binding.drmDeviceId), ['ada']);
  });
});

onEachDatabase(
  'a search that no index serves reads a bounded part and goes on from there',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const events = Array.from(
      { length: 2_500 },
      (_, number): AuditEvent => ({
        ...sample.auditEvent,
        eventId: `${lowestId('aud', moment + number)}00`,
        at: moment + number,
        actor: 'shop',
        subject: number === 3 ? 'wanted' : 'other',
        action: number === 3 ? 'device.renamed' : 'device.removed'
      })
    );
    await inAccount(store, async unit => {
      for (const event of events) await unit.appendAuditEvent(event);
    });
    const found: AuditEvent[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await store.listAuditEvents(
        { actor: 'shop', action: 'device.renamed' },
        { limit: 10, cursor }
      );
      found.push(...page.items);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined);
    t.strictSame(found, [events[3]]);
    t.ok(pages > 1, 'no page reads all of them');
  }
);
