import { randomBytes } from 'node:crypto';
import { type AccountUnit, type AuditFilter, lowestId, type Store } from '@expressplay-binding/binding-core';
import { createSealer, createStore, migrateToLatest, resealContents } from '../src/index.ts';
import { onEachDatabase, sealingKey } from './support/databases.ts';
import { openExplained } from './support/query-plans.ts';
import * as sample from './support/samples.ts';

type Calls<T> = { readonly [Method in Exclude<keyof T, 'account'>]: (target: T) => Promise<unknown> };

const { moment, binding } = sample;
const accountId = 'account 7';
const page = { limit: 10, cursor: Buffer.from('z').toString('base64url') };
const sealer = createSealer([sealingKey]);

/** Each method once: whoever adds one to the port adds it here, or the types complain. */
const storeCalls: Calls<Omit<Store, keyof AccountUnit>> = {
  inAccount: store => store.inAccount(accountId, moment, async () => {}),
  saveContent: store => store.saveContent({ ...sample.content, contentId: 'film 7' }),
  saveContents: store => store.saveContents([{ ...sample.content, contentId: 'film 8' }]),
  eraseAccount: store =>
    store.eraseAccount('account 8', accountId => ({
      auditEvent: { ...sample.auditEvent, eventId: 'aud_erased', accountId }
    })),
  deleteContent: store => store.deleteContent('film 8'),
  savePolicy: store =>
    store.savePolicy(policy, () => ({ auditEvent: { ...sample.auditEvent, eventId: 'aud_policy' } })),
  publishEvents: store => store.publishEvents(3),
  purgeEvents: store => store.purgeEvents(moment - 1, 3),
  purgeBindingChecks: store => store.purgeBindingChecks(moment - 1, 3),
  saveBindingEvidence: store => store.saveBindingEvidence(sample.evidence),
  deleteBindingEvidence: store => store.deleteBindingEvidence([sample.evidence]),
  leaseDueLookUps: store => store.leaseDueLookUps(moment, moment + 1, 3),
  scheduleLookUp: async store => {
    await store.scheduleLookUp(
      { of: 'registration', accountId, id: `reg_7_${accountId}`, lookUps: 1 },
      moment
    );
    await store.scheduleLookUp({ of: 'binding-check', accountId, id: 'chk_7', lookUps: 1 }, moment);
  },
  insertApiKey: store =>
    store.insertApiKey({ ...sample.apiKey, keyId: 'key_new' }, 'hash of the new', () => ({
      auditEvent: { ...sample.auditEvent, eventId: 'aud_new_key' }
    })),
  replaceApiKey: store =>
    store.replaceApiKey(
      { keyId: 'key_7', expiresAt: moment },
      { ...sample.apiKey, keyId: 'key_newer' },
      'hash of the newer',
      () => ({ auditEvent: { ...sample.auditEvent, eventId: 'aud_replaced' } })
    ),
  revokeApiKey: store =>
    store.revokeApiKey('key_8', moment, () => ({
      auditEvent: { ...sample.auditEvent, eventId: 'aud_revoked' }
    })),
  recordApiKeyUse: store => store.recordApiKeyUse('key_7', moment, moment - 1),
  takeLookUps: store => store.takeLookUps(moment, 1, 3),
  purge: store => store.purge(moment - 1, 3),
  purgeDummyTokens: store => store.purgeDummyTokens(moment + 3, 3)
};

const unitCalls: Calls<AccountUnit> = {
  updateAccount: unit => unit.updateAccount(unit.account),
  findAccount: unit => unit.findAccount(accountId),
  findPolicy: unit => unit.findPolicy('default'),
  findContent: unit => unit.findContent('film 7'),
  listAccounts: unit =>
    unit.listAccounts('account 7', {
      ...page,
      cursor: Buffer.from('account 6').toString('base64url')
    }),
  listAccountsUnderPolicy: unit => unit.listAccountsUnderPolicy('default', { limit: 3 }),
  listPolicies: unit => unit.listPolicies({ ...page, cursor: Buffer.from('a').toString('base64url') }),
  listRegistrations: unit => unit.listRegistrations(accountId, page),
  countPendingRegistrations: unit => unit.countPendingRegistrations(accountId, moment),
  searchDevices: async unit => {
    await unit.searchDevices({ deviceId: 'dev_7' }, page);
    await unit.searchDevices({ drm: binding.drm, drmDeviceId: binding.drmDeviceId }, page);
  },
  searchEntitlements: unit => unit.searchEntitlements('order 7', page),
  listContents: unit => unit.listContents({ ...page, cursor: Buffer.from('film 1').toString('base64url') }),
  findRegistration: unit => unit.findRegistration(`reg_7_${accountId}`),
  findRegistrationByCookie: unit => unit.findRegistrationByCookie('cookie 7'),
  findDevice: unit => unit.findDevice(accountId, 'dev_7'),
  findDeviceByBinding: unit => unit.findDeviceByBinding(accountId, binding.drm, binding.drmDeviceId),
  listActiveDevices: unit => unit.listActiveDevices(accountId),
  listDevices: unit => unit.listDevices(accountId, page),
  findEntitlement: unit => unit.findEntitlement(accountId, 'ent_7'),
  findEntitlementsForContent: unit => unit.findEntitlementsForContent(accountId, 'film 7'),
  findEntitlementByOrder: unit => unit.findEntitlementByOrder(accountId, 'order 7'),
  listEntitlements: unit => unit.listEntitlements(accountId, page),
  listTokens: unit => unit.listTokens(accountId, page),
  findPlayableUntil: unit => unit.findPlayableUntil(accountId, 'dev_7'),
  countDummyTokens: unit => unit.countDummyTokens(accountId, moment + 15),
  countTokens: unit => unit.countTokens(accountId, moment + 15),
  listOfflineHolders: unit => unit.listOfflineHolders(accountId, 'ent_7', moment),
  listSwaps: unit => unit.listSwaps(accountId, moment + 15),
  listAuditEvents: async unit => {
    const filters: Required<AuditFilter> = {
      eventId: 'aud_7',
      accountId,
      action: 'registration.started',
      subject: 'reg_7',
      actor: 'worker',
      from: moment,
      to: moment + 1
    };
    // First, since a plan is made with the values of the first call: with a higher limit MySQL rightly reads a small table at once.
    await unit.listAuditEvents({}, page);
    await unit.listAuditEvents({ from: moment }, page);
    const names = Object.keys(filters) as (keyof AuditFilter)[];
    // Each filter alone, and each pair.
    for (const one of names)
      for (const other of names)
        await unit.listAuditEvents({ [one]: filters[one], [other]: filters[other] }, page);
  },
  listEvents: async unit => {
    const middle = { limit: 10, cursor: Buffer.from('390').toString('base64url') };
    await unit.listEvents({}, middle);
    await unit.listEvents({ accountId, types: ['device.bound'] }, middle);
  },
  hasUnpublishedEvents: unit => unit.hasUnpublishedEvents(),
  findPlayerSession: unit => unit.findPlayerSession(accountId, `ses_7_${accountId}`),
  findPlayerSessionByCode: unit => unit.findPlayerSessionByCode(`code 7 ${accountId}`),
  findBindingCheck: unit => unit.findBindingCheck('chk_7'),
  countBindingChecks: unit => unit.countBindingChecks(accountId, moment),
  insertBindingCheck: unit => unit.insertBindingCheck({ ...sample.bindingCheck, accountId }, moment),
  updateBindingCheck: unit => unit.updateBindingCheck({ ...sample.bindingCheck, accountId }),
  listBindingEvidence: unit => unit.listBindingEvidence(),
  findBindingEvidence: unit => unit.findBindingEvidence('fairplay'),
  findApiKey: unit => unit.findApiKey('key_7'),
  findApiKeyGrant: unit => unit.findApiKeyGrant('hash 7'),
  listApiKeys: unit => unit.listApiKeys({ ...page, cursor: Buffer.from('key_9').toString('base64url') }),
  findIdempotencyRecord: unit => unit.findIdempotencyRecord(accountId, 'key 7'),

  insertRegistration: unit => unit.insertRegistration({ ...sample.registration, accountId }, moment),
  updateRegistration: unit => unit.updateRegistration({ ...sample.registration, accountId }),
  insertDummyToken: unit => unit.insertDummyToken({ accountId, tokenId: 'new' }),
  insertDevice: unit => unit.insertDevice({ ...sample.device, accountId, deviceId: 'new' }),
  updateDevice: unit => unit.updateDevice({ ...sample.device, accountId }),
  insertBinding: unit => unit.insertBinding(accountId, 'dev_7', { ...binding, drm: 'marlin-bb' }),
  updateBinding: unit => unit.updateBinding(accountId, 'dev_7', binding),
  findOtherHolders: unit => unit.findOtherHolders(accountId, binding.drm, '7'),
  insertSwap: unit => unit.insertSwap({ ...sample.swap, accountId, swapId: 'new' }),
  insertEntitlement: unit =>
    unit.insertEntitlement({ ...sample.entitlement, accountId, entitlementId: 'new', orderId: 'new' }),
  updateEntitlement: unit => unit.updateEntitlement({ ...sample.entitlement, accountId, orderId: 'changed' }),
  insertToken: unit => unit.insertToken({ ...sample.token, accountId, tokenId: 'new' }),
  insertPlayerSession: unit =>
    unit.insertPlayerSession({ ...sample.playerSession, accountId, sessionId: 'new', codeHash: 'new' }),
  updatePlayerSession: unit => unit.updatePlayerSession({ ...sample.playerSession, accountId }),
  appendAuditEvent: unit => unit.appendAuditEvent({ ...sample.auditEvent, accountId, eventId: 'aud_new' }),
  appendEvent: unit => unit.appendEvent({ ...sample.event, accountId, eventId: 'evt_new' }),
  saveIdempotencyRecord: unit => unit.saveIdempotencyRecord({ ...sample.idempotencyRecord, accountId }),
  deleteIdempotencyRecord: unit => unit.deleteIdempotencyRecord(accountId, 'key 8')
};

const policy = { name: 'default', maxDevices: 3 };

async function fill(store: Store): Promise<void> {
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  for (const account of numbers.map(number => `account ${number}`))
    await store.inAccount(account, moment, async unit => {
      for (const number of numbers) {
        const own = { accountId: account, contentId: `film ${number}` };
        const drmDeviceId = `${number}`;
        await unit.insertRegistration(
          {
            ...sample.registration,
            ...own,
            state: 'pending',
            cookie: `cookie ${number}`,
            registrationId: `reg_${number}_${account}`
          },
          moment + number
        );
        await unit.insertDummyToken({ accountId: account, tokenId: `${lowestId('dum', moment + number)}x` });
        await sample.insertWithBindings(unit, {
          ...sample.activeDevice,
          ...own,
          deviceId: `dev_${number}`,
          bindings: [{ ...binding, drmDeviceId }]
        });
        await unit.insertEntitlement({
          ...sample.entitlement,
          ...own,
          entitlementId: `ent_${number}`,
          orderId: `order ${number}`
        });
        await unit.insertToken({
          ...sample.token,
          ...own,
          tokenId: `${lowestId('tok', moment + number)}_${account}`,
          deviceId: `dev_${number}`,
          entitlementId: `ent_${number}`,
          issuedAt: moment + number
        });
        await unit.insertSwap({ ...sample.swap, ...own, swapId: `swp_${number}`, at: moment + number });
        await unit.appendAuditEvent({ ...sample.auditEvent, ...own, eventId: `aud_${number}_${account}` });
        await unit.appendEvent({ ...sample.event, ...own, eventId: `evt_${number}_${account}` });
        await unit.insertPlayerSession({
          ...sample.playerSession,
          ...own,
          sessionId: `ses_${number}_${account}`,
          codeHash: `code ${number} ${account}`,
          expiresAt: moment + number
        });
        await unit.saveIdempotencyRecord({ ...sample.idempotencyRecord, ...own, key: `key ${number}` });
      }
    });
  await Promise.all(
    Array.from({ length: 200 }, async (_, number) => {
      await store.saveContent({ ...sample.content, contentId: `film ${number}` });
      await store.insertApiKey({ ...sample.apiKey, keyId: `key_${number}` }, `hash ${number}`, () => ({
        auditEvent: { ...sample.auditEvent, eventId: `aud_filled_${number}` }
      }));
    })
  );
  await store.publishEvents(500);
  // Enough that an index is cheaper than the whole table.
  for (let first = 0; first < 3_000; first += 300)
    await store.inAccount('account 8', moment, async unit => {
      for (let number = first; number < first + 300; number += 1)
        await unit.insertToken({
          ...sample.token,
          accountId: 'account 8',
          tokenId: `${lowestId('tok', moment + number)}many`
        });
    });
}

onEachDatabase('every query finds its rows by an index', async (t, kind) => {
  const { database, takeStatements, analyze, findScans } = await openExplained(t, kind);
  await migrateToLatest(database);
  const store = createStore(database, sealer);
  await fill(store);
  await analyze();
  await store.savePolicy(policy, () => ({ auditEvent: sample.auditEvent }));
  takeStatements();

  for (const call of Object.values(storeCalls)) await call(store);
  await store.inAccount(accountId, moment, async unit => {
    for (const call of Object.values(unitCalls)) await call(unit);
  });
  await resealContents(database, createSealer([randomBytes(32), sealingKey]));

  const statements = takeStatements()
    .filter(statement => /^(select|update|delete)/.test(statement))
    // A few rows per DRM at the most: MySQL rightly reads all of them at once.
    .filter(statement => !statement.includes('from `binding_evidence`'))
    // All of them are wanted.
    .filter(statement => !/^select count\(\*\) as .count. from .contents.$/.test(statement));
  t.ok(statements.length > 20);
  for (const statement of statements) t.strictSame(await findScans(statement), [], statement);
});
