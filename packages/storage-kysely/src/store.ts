import type { AccountUnit, Store, Timestamp } from '@expressplay-binding/binding-core';
import { doInUnit } from './account-unit.ts';
import type { BindingDatabase } from './database.ts';
import { createAccountLock, insertAccountIfMissing } from './repositories/accounts.ts';
import { appendAuditEvent } from './repositories/audit-events.ts';
import { deleteContent, saveContent, saveContents } from './repositories/contents.ts';
import { saveLearnedCapability } from './repositories/learned-capabilities.ts';
import { leaseDueRegistrations, scheduleLookUp, takeLookUps } from './repositories/look-ups.ts';
import { savePolicy } from './repositories/policies.ts';
import { purge } from './repositories/purge.ts';
import type { Sealer } from './sealing.ts';
import { createStoreReads } from './store-reads.ts';

/** binding-core's store on a database whose tables are there: see {@link migrateToLatest}. */
export function createStore(database: BindingDatabase, sealer: Sealer): Store {
  const { dialect } = database;
  const lockAccount = createAccountLock(dialect);

  return {
    ...createStoreReads(database, sealer),

    async inAccount<T>(
      accountId: string,
      now: Timestamp,
      work: (unit: AccountUnit) => Promise<T>
    ): Promise<T> {
      const inLockedAccount = () =>
        database.write(async db => {
          const account = await lockAccount(db, accountId);
          return account && { answer: await doInUnit(db, { dialect, sealer, account }, work) };
        });

      const first = await inLockedAccount();
      if (first) return first.answer;
      // In a transaction of its own: two units that insert the same account and go on would wait for each other.
      await database.write(db => insertAccountIfMissing(db, dialect, accountId, now));
      const second = await inLockedAccount();
      if (second) return second.answer;
      throw new Error(`The account ${JSON.stringify(accountId)} was deleted by another hand.`);
    },

    saveContent: content => database.writeShared(db => saveContent(db, dialect, sealer, content)),
    saveContents: (contents, onProgress) =>
      database.writeShared(db => saveContents(db, dialect, sealer, contents, onProgress)),
    deleteContent: contentId => database.writeShared(db => deleteContent(db, contentId)),

    savePolicy: (policy, event) =>
      database.writeShared(async db => {
        await savePolicy(db, dialect, policy);
        await appendAuditEvent(db, event);
      }),

    saveLearnedCapability: capability =>
      database.writeShared(db => saveLearnedCapability(db, dialect, capability)),

    leaseDueRegistrations: (now, heldUntil, limit) =>
      database.write(db => leaseDueRegistrations(db, now, heldUntil, limit)),
    scheduleLookUp: (due, dueAt) => database.write(db => scheduleLookUp(db, due, dueAt)),
    takeLookUps: (windowStart, wanted, max) =>
      database.write(db => takeLookUps(db, dialect, windowStart, wanted, max)),

    purge: (before, limit) => database.write(db => purge(db, before, limit))
  };
}
