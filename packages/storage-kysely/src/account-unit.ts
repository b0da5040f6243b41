import type { Account, AccountUnit } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { BindingDatabase } from './database.ts';
import type { SqlDialect } from './dialect.ts';
import { countChange, updateAccount } from './repositories/accounts.ts';
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
import { trackUnderWay } from './under-way.ts';

/** What a unit works with. */
export interface UnitParts {
  readonly dialect: SqlDialect;
  readonly sealer: Sealer;
  /** The account that the transaction holds. */
  readonly account: Account;
}

/**
 * Does the work with a unit on the transaction of `db`. The unit ends with the work: what the work did not await is
 * waited for, and later calls are refused, so that none strays into another transaction.
 */
export async function doInUnit<T>(
  db: Kysely<Tables>,
  parts: UnitParts,
  work: (unit: AccountUnit) => Promise<T>
): Promise<T> {
  const underWay = trackUnderWay();
  let ended = false;
  const unit = createAccountUnit(query => {
    if (ended) return Promise.reject(new Error('The unit of work has ended. Await every call of it.'));
    return underWay.watch(query(db));
  }, parts);

  try {
    return await work(unit);
  } finally {
    ended = true;
    await underWay.settled();
  }
}

function createAccountUnit(
  run: BindingDatabase['read'],
  { dialect, sealer, account }: UnitParts
): AccountUnit {
  return {
    ...createStoreReads({ read: run, readShared: (_key, query) => run(query) }, sealer),

    account,
    updateAccount: changed => change(db => updateAccount(db, changed)),

    insertRegistration: (registration, dueAt) => run(db => insertRegistration(db, registration, dueAt)),
    updateRegistration: registration => run(db => updateRegistration(db, registration)),

    insertDevice: device => change(db => insertDevice(db, device)),
    updateDevice: device => change(db => updateDevice(db, device)),
    insertBinding: (accountId, deviceId, binding) =>
      change(db => insertBinding(db, accountId, deviceId, binding)),
    findOtherHolders: (accountId, drm, drmDeviceId) =>
      run(db => findOtherHolders(db, dialect, accountId, drm, drmDeviceId)),

    insertSwap: swap => run(db => insertSwap(db, swap)),

    insertEntitlement: entitlement => change(db => insertEntitlement(db, entitlement)),
    updateEntitlement: entitlement => change(db => updateEntitlement(db, entitlement)),

    insertToken: token => run(db => insertToken(db, dialect, token)),

    insertPlayerSession: session => run(db => insertPlayerSession(db, session)),
    updatePlayerSession: session => run(db => updatePlayerSession(db, session)),

    appendAuditEvent: event => run(db => appendAuditEvent(db, event)),

    saveIdempotencyRecord: record => run(db => saveIdempotencyRecord(db, sealer, record)),
    deleteIdempotencyRecord: (accountId, key) => run(db => deleteIdempotencyRecord(db, accountId, key))
  };
  /** What others may have decided about the account before this does not hold any more. */
  function change(query: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
    return run(async db => {
      await query(db);
      await countChange(db, account.accountId);
    });
  }
}
