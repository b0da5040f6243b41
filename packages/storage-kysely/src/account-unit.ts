import type { Account, AccountUnit } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { SqlDialect } from './dialect.ts';
import { updateAccount } from './repositories/accounts.ts';
import { appendAuditEvent } from './repositories/audit-events.ts';
import { findOtherHolders, insertBinding } from './repositories/device-bindings.ts';
import { insertDevice, updateDevice } from './repositories/devices.ts';
import { insertEntitlement, updateEntitlement } from './repositories/entitlements.ts';
import { deleteIdempotencyRecord, saveIdempotencyRecord } from './repositories/idempotency-records.ts';
import { insertPlayerSession, updatePlayerSession } from './repositories/player-sessions.ts';
import { insertRegistration, updateRegistration } from './repositories/registrations.ts';
import { insertSwap } from './repositories/swaps.ts';
import { insertToken } from './repositories/tokens.ts';
import type { Sealer } from './sealing.ts';
import { createStoreReads } from './store-reads.ts';
import type { Tables } from './tables.ts';

/** Reads and writes within the transaction of `db`. */
export function createAccountUnit(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  sealer: Sealer,
  account: Account
): AccountUnit {
  return {
    ...createStoreReads(query => query(db), sealer),

    account,
    updateAccount: changed => updateAccount(db, changed),

    insertRegistration: registration => insertRegistration(db, registration),
    updateRegistration: registration => updateRegistration(db, registration),

    insertDevice: device => insertDevice(db, device),
    updateDevice: device => updateDevice(db, device),
    insertBinding: (accountId, deviceId, binding) => insertBinding(db, accountId, deviceId, binding),
    findOtherHolders: (accountId, drm, drmDeviceId) =>
      findOtherHolders(db, dialect, accountId, drm, drmDeviceId),

    insertSwap: swap => insertSwap(db, swap),

    insertEntitlement: entitlement => insertEntitlement(db, entitlement),
    updateEntitlement: entitlement => updateEntitlement(db, entitlement),

    insertToken: token => insertToken(db, token),

    insertPlayerSession: session => insertPlayerSession(db, session),
    updatePlayerSession: session => updatePlayerSession(db, session),

    appendAuditEvent: event => appendAuditEvent(db, event),

    saveIdempotencyRecord: record => saveIdempotencyRecord(db, sealer, record),
    deleteIdempotencyRecord: (accountId, key) => deleteIdempotencyRecord(db, accountId, key)
  };
}
