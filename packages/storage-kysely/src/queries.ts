import type { AccountUnit, Store, StoreReads } from '@expressplay-binding/binding-core';
import type { Queries } from './bind.ts';
import * as accounts from './repositories/accounts.ts';
import * as apiKeys from './repositories/api-keys.ts';
import * as auditEvents from './repositories/audit-events.ts';
import * as bindingChecks from './repositories/binding-checks.ts';
import * as bindingEvidence from './repositories/binding-evidence.ts';
import * as contents from './repositories/contents.ts';
import * as deviceBindings from './repositories/device-bindings.ts';
import * as devices from './repositories/devices.ts';
import * as dummyTokens from './repositories/dummy-tokens.ts';
import * as entitlements from './repositories/entitlements.ts';
import * as events from './repositories/events.ts';
import * as idempotencyRecords from './repositories/idempotency-records.ts';
import * as lookUps from './repositories/look-ups.ts';
import * as playerSessions from './repositories/player-sessions.ts';
import * as policies from './repositories/policies.ts';
import * as purge from './repositories/purge.ts';
import * as registrations from './repositories/registrations.ts';
import * as swaps from './repositories/swaps.ts';
import * as tokens from './repositories/tokens.ts';

/** Reads of the tables that all accounts share, by their arguments: the store may cache what they find. */
export type SharedReads = Pick<
  StoreReads,
  'findPolicy' | 'findContent' | 'findBindingEvidence' | 'findApiKeyGrant'
>;

export const sharedReads: Queries<SharedReads> = {
  findPolicy: policies.findPolicy,
  findContent: contents.findContent,
  findBindingEvidence: bindingEvidence.findBindingEvidence,
  findApiKeyGrant: apiKeys.findApiKeyGrant
};

/** All other reads, inside a unit and outside. */
export type OtherReads = Omit<StoreReads, keyof SharedReads>;

export const otherReads: Queries<OtherReads> = {
  findAccount: accounts.findAccount,
  listAccounts: accounts.listAccounts,
  listPolicies: policies.listPolicies,
  listAccountsUnderPolicy: accounts.listAccountsUnderPolicy,
  listContents: contents.listContents,
  findRegistration: registrations.findRegistration,
  findRegistrationByCookie: registrations.findRegistrationByCookie,
  countPendingRegistrations: registrations.countPendingRegistrations,
  listRegistrations: registrations.listRegistrations,
  findDevice: devices.findDevice,
  findDeviceByBinding: devices.findDeviceByBinding,
  listActiveDevices: devices.listActiveDevices,
  listDevices: devices.listDevices,
  searchDevices: devices.searchDevices,
  findEntitlement: entitlements.findEntitlement,
  findEntitlementsForContent: entitlements.findEntitlementsForContent,
  findEntitlementByOrder: entitlements.findEntitlementByOrder,
  listEntitlements: entitlements.listEntitlements,
  searchEntitlements: entitlements.searchEntitlements,
  listTokens: tokens.listTokens,
  findPlayableUntil: devices.findPlayableUntil,
  countTokens: tokens.countTokens,
  countDummyTokens: dummyTokens.countDummyTokens,
  listOfflineHolders: tokens.listOfflineHolders,
  listSwaps: swaps.listSwaps,
  listAuditEvents: auditEvents.listAuditEvents,
  listEvents: events.listEvents,
  hasUnpublishedEvents: events.hasUnpublishedEvents,
  findPlayerSession: playerSessions.findPlayerSession,
  findPlayerSessionByCode: playerSessions.findPlayerSessionByCode,
  findBindingCheck: bindingChecks.findBindingCheck,
  countBindingChecks: bindingChecks.countBindingChecks,
  listBindingEvidence: bindingEvidence.listBindingEvidence,
  findApiKey: apiKeys.findApiKey,
  listApiKeys: apiKeys.listApiKeys,
  findIdempotencyRecord: idempotencyRecords.findIdempotencyRecord
};

/** Writes of a unit that may change what the account is allowed to do: a unit with any of them increments the account's version. */
export type AccountChanges = Pick<
  AccountUnit,
  | 'updateAccount'
  | 'insertDevice'
  | 'updateDevice'
  | 'insertBinding'
  | 'updateBinding'
  | 'insertEntitlement'
  | 'updateEntitlement'
>;

export const accountChanges: Queries<AccountChanges> = {
  updateAccount: accounts.updateAccount,
  insertDevice: devices.insertDevice,
  updateDevice: devices.updateDevice,
  insertBinding: deviceBindings.insertBinding,
  updateBinding: deviceBindings.updateBinding,
  insertEntitlement: entitlements.insertEntitlement,
  updateEntitlement: entitlements.updateEntitlement
};

/** Everything else that only a unit does. */
export type OtherUnitQueries = Omit<AccountUnit, keyof StoreReads | keyof AccountChanges | 'account'>;

export const otherUnitQueries: Queries<OtherUnitQueries> = {
  insertRegistration: registrations.insertRegistration,
  updateRegistration: registrations.updateRegistration,
  insertDummyToken: dummyTokens.insertDummyToken,
  findOtherHolders: deviceBindings.findOtherHolders,
  insertBindingCheck: bindingChecks.insertBindingCheck,
  updateBindingCheck: bindingChecks.updateBindingCheck,
  insertSwap: swaps.insertSwap,
  insertToken: tokens.insertToken,
  insertPlayerSession: playerSessions.insertPlayerSession,
  updatePlayerSession: playerSessions.updatePlayerSession,
  appendAuditEvent: auditEvents.appendAuditEvent,
  appendEvent: events.appendEvent,
  saveIdempotencyRecord: idempotencyRecords.saveIdempotencyRecord,
  deleteIdempotencyRecord: idempotencyRecords.deleteIdempotencyRecord
};

/** Writes to the tables that all accounts share. */
export type SharedWrites = Pick<
  Store,
  | 'saveContent'
  | 'deleteContent'
  | 'savePolicy'
  | 'saveBindingEvidence'
  | 'deleteBindingEvidence'
  | 'insertApiKey'
  | 'replaceApiKey'
  | 'revokeApiKey'
>;

export const sharedWrites: Queries<SharedWrites> = {
  saveContent: contents.saveContent,
  deleteContent: contents.deleteContent,
  savePolicy: policies.savePolicy,
  saveBindingEvidence: bindingEvidence.saveBindingEvidence,
  deleteBindingEvidence: bindingEvidence.deleteBindingEvidence,
  insertApiKey: apiKeys.insertApiKey,
  replaceApiKey: apiKeys.replaceApiKey,
  revokeApiKey: apiKeys.revokeApiKey
};

/** Writes of the background workers, each a transaction of its own. */
export type WorkerWrites = Omit<
  Store,
  keyof StoreReads | keyof SharedWrites | 'saveContents' | 'eraseAccount' | 'inAccount'
>;

export const workerWrites: Queries<WorkerWrites> = {
  publishEvents: events.publishEvents,
  purgeEvents: events.purgeEvents,
  leaseDueLookUps: lookUps.leaseDueLookUps,
  scheduleLookUp: lookUps.scheduleLookUp,
  takeLookUps: lookUps.takeLookUps,
  recordApiKeyUse: apiKeys.recordApiKeyUse,
  purge: purge.purge,
  purgeBindingChecks: bindingChecks.purgeBindingChecks,
  purgeDummyTokens: dummyTokens.purgeDummyTokens
};
