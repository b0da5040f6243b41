import type { StoreReads } from '@expressplay-binding/binding-core';
import type { BindingDatabase } from './database.ts';
import { findAccount } from './repositories/accounts.ts';
import { listAuditEvents } from './repositories/audit-events.ts';
import { findContent, listContents } from './repositories/contents.ts';
import {
  findDevice,
  findDeviceByBinding,
  findPlayableUntil,
  listActiveDevices,
  listDevices
} from './repositories/devices.ts';
import {
  findEntitlement,
  findEntitlementByOrder,
  findEntitlementsForContent,
  listEntitlements
} from './repositories/entitlements.ts';
import { findIdempotencyRecord } from './repositories/idempotency-records.ts';
import { findLearnedCapability, listLearnedCapabilities } from './repositories/learned-capabilities.ts';
import { findPlayerSession, findPlayerSessionByCode } from './repositories/player-sessions.ts';
import { findPolicy } from './repositories/policies.ts';
import { findRegistration, findRegistrationByCookie } from './repositories/registrations.ts';
import { listSwaps } from './repositories/swaps.ts';
import { countTokens, listOfflineDevices, listTokens } from './repositories/tokens.ts';
import type { Sealer } from './sealing.ts';

/** What can be read, through whatever connection `read` gives. */
export function createStoreReads(
  { read, readShared }: Pick<BindingDatabase, 'read' | 'readShared'>,
  sealer: Sealer
): StoreReads {
  return {
    findAccount: accountId => read(db => findAccount(db, accountId)),
    findPolicy: name => readShared(`policy ${name}`, db => findPolicy(db, name)),

    findContent: contentId => readShared(`content ${contentId}`, db => findContent(db, sealer, contentId)),
    listContents: page => read(db => listContents(db, sealer, page)),

    findRegistration: registrationId => read(db => findRegistration(db, registrationId)),
    findRegistrationByCookie: cookie => read(db => findRegistrationByCookie(db, cookie)),

    findDevice: (accountId, deviceId) => read(db => findDevice(db, accountId, deviceId)),
    findDeviceByBinding: (accountId, drm, drmDeviceId) =>
      read(db => findDeviceByBinding(db, accountId, drm, drmDeviceId)),
    listActiveDevices: accountId => read(db => listActiveDevices(db, accountId)),
    listDevices: (accountId, page) => read(db => listDevices(db, accountId, page)),

    findEntitlement: (accountId, entitlementId) => read(db => findEntitlement(db, accountId, entitlementId)),
    findEntitlementsForContent: (accountId, contentId) =>
      read(db => findEntitlementsForContent(db, accountId, contentId)),
    findEntitlementByOrder: (accountId, orderId) =>
      read(db => findEntitlementByOrder(db, accountId, orderId)),
    listEntitlements: (accountId, page) => read(db => listEntitlements(db, accountId, page)),

    listTokens: (accountId, page) => read(db => listTokens(db, accountId, page)),
    findPlayableUntil: (accountId, deviceId) => read(db => findPlayableUntil(db, accountId, deviceId)),
    countTokens: (accountId, after) => read(db => countTokens(db, accountId, after)),
    listOfflineDevices: (accountId, entitlementId, after) =>
      read(db => listOfflineDevices(db, accountId, entitlementId, after)),

    listSwaps: (accountId, after) => read(db => listSwaps(db, accountId, after)),

    listAuditEvents: (filter, page) => read(db => listAuditEvents(db, filter, page)),

    findPlayerSession: (accountId, sessionId) => read(db => findPlayerSession(db, accountId, sessionId)),
    findPlayerSessionByCode: codeHash => read(db => findPlayerSessionByCode(db, codeHash)),

    listLearnedCapabilities: () => read(db => listLearnedCapabilities(db)),
    findLearnedCapability: drm => readShared(`capability ${drm}`, db => findLearnedCapability(db, drm)),

    findIdempotencyRecord: (accountId, key) => read(db => findIdempotencyRecord(db, sealer, accountId, key))
  };
}
