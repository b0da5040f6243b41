import type { AccountUnit } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { appendAuditEvent } from './repositories/audit-events.ts';
import { insertBinding } from './repositories/device-bindings.ts';
import { insertDevice, updateDevice } from './repositories/devices.ts';
import { insertEntitlement, updateEntitlement } from './repositories/entitlements.ts';
import { deleteIdempotencyRecord, saveIdempotencyRecord } from './repositories/idempotency-records.ts';
import { insertRegistration, updateRegistration } from './repositories/registrations.ts';
import { insertToken } from './repositories/tokens.ts';
import type { Sealer } from './sealing.ts';
import { createStoreReads } from './store-reads.ts';
import type { Tables } from './tables.ts';

/** Reads and writes within the transaction of `db`. */
export function createAccountUnit(db: Kysely<Tables>, sealer: Sealer): AccountUnit {
  return {
    ...createStoreReads(query => query(db), sealer),

    insertRegistration: registration => insertRegistration(db, registration),
    updateRegistration: registration => updateRegistration(db, registration),

    insertDevice: device => insertDevice(db, device),
    updateDevice: device => updateDevice(db, device),
    insertBinding: (accountId, deviceId, binding) => insertBinding(db, accountId, deviceId, binding),

    insertEntitlement: entitlement => insertEntitlement(db, entitlement),
    updateEntitlement: entitlement => updateEntitlement(db, entitlement),

    insertToken: token => insertToken(db, token),

    appendAuditEvent: event => appendAuditEvent(db, event),

    saveIdempotencyRecord: record => saveIdempotencyRecord(db, sealer, record),
    deleteIdempotencyRecord: (accountId, key) => deleteIdempotencyRecord(db, accountId, key)
  };
}
