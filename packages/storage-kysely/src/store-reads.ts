import type { StoreReads } from '@expressplay-binding/binding-core';
import type { BindingDatabase } from './database.ts';
import { findAccount } from './repositories/accounts.ts';
import { findContent, listContents } from './repositories/contents.ts';
import { findDevice, findDeviceByBinding, listActiveDevices, listDevices } from './repositories/devices.ts';
import {
  findEntitlement,
  findEntitlementsForContent,
  listEntitlements
} from './repositories/entitlements.ts';
import { findIdempotencyRecord } from './repositories/idempotency-records.ts';
import { findPolicy } from './repositories/policies.ts';
import { findRegistration } from './repositories/registrations.ts';
import { listTokens } from './repositories/tokens.ts';
import type { Sealer } from './sealing.ts';

/** What can be read, through whatever connection `read` gives. */
export function createStoreReads(read: BindingDatabase['read'], sealer: Sealer): StoreReads {
  return {
    findAccount: accountId => read(db => findAccount(db, accountId)),
    findPolicy: name => read(db => findPolicy(db, name)),

    findContent: contentId => read(db => findContent(db, sealer, contentId)),
    listContents: page => read(db => listContents(db, sealer, page)),

    findRegistration: registrationId => read(db => findRegistration(db, registrationId)),

    findDevice: (accountId, deviceId) => read(db => findDevice(db, accountId, deviceId)),
    findDeviceByBinding: (accountId, drm, drmDeviceId) =>
      read(db => findDeviceByBinding(db, accountId, drm, drmDeviceId)),
    listActiveDevices: accountId => read(db => listActiveDevices(db, accountId)),
    listDevices: (accountId, page) => read(db => listDevices(db, accountId, page)),

    findEntitlement: (accountId, entitlementId) => read(db => findEntitlement(db, accountId, entitlementId)),
    findEntitlementsForContent: (accountId, contentId) =>
      read(db => findEntitlementsForContent(db, accountId, contentId)),
    listEntitlements: (accountId, page) => read(db => listEntitlements(db, accountId, page)),

    listTokens: (accountId, page) => read(db => listTokens(db, accountId, page)),

    findIdempotencyRecord: (accountId, key) => read(db => findIdempotencyRecord(db, sealer, accountId, key))
  };
}
