import type { AccountUnit } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { BindingDatabase } from './database.ts';
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
import { trackUnderWay } from './under-way.ts';

/**
 * Does the work with a unit on the transaction of `db`. The unit ends with the work: what the work did not await is
 * waited for, and later calls are refused, so that none strays into another transaction.
 */
export async function doInUnit<T>(
  db: Kysely<Tables>,
  sealer: Sealer,
  work: (unit: AccountUnit) => Promise<T>
): Promise<T> {
  const underWay = trackUnderWay();
  let ended = false;
  const unit = createAccountUnit(async query => {
    if (ended) throw new Error('The unit of work has ended. Await every call of it.');
    return underWay.watch(query(db));
  }, sealer);

  try {
    return await work(unit);
  } finally {
    ended = true;
    await underWay.settled();
  }
}

function createAccountUnit(run: BindingDatabase['read'], sealer: Sealer): AccountUnit {
  return {
    ...createStoreReads(run, sealer),

    insertRegistration: registration => run(db => insertRegistration(db, registration)),
    updateRegistration: registration => run(db => updateRegistration(db, registration)),

    insertDevice: device => run(db => insertDevice(db, device)),
    updateDevice: device => run(db => updateDevice(db, device)),
    insertBinding: (accountId, deviceId, binding) =>
      run(db => insertBinding(db, accountId, deviceId, binding)),

    insertEntitlement: entitlement => run(db => insertEntitlement(db, entitlement)),
    updateEntitlement: entitlement => run(db => updateEntitlement(db, entitlement)),

    insertToken: token => run(db => insertToken(db, token)),

    appendAuditEvent: event => run(db => appendAuditEvent(db, event)),

    saveIdempotencyRecord: record => run(db => saveIdempotencyRecord(db, sealer, record)),
    deleteIdempotencyRecord: (accountId, key) => run(db => deleteIdempotencyRecord(db, accountId, key))
  };
}
