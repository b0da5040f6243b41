import type { AccountUnit, Store, Timestamp } from '@expressplay-binding/binding-core';
import { doInUnit } from './account-unit.ts';
import type { BindingDatabase } from './database.ts';
import { insertAccountIfMissing, lockAccount } from './repositories/accounts.ts';
import { deleteContent, saveContent } from './repositories/contents.ts';
import type { Sealer } from './sealing.ts';
import { createStoreReads } from './store-reads.ts';

/** binding-core's store on a database whose tables are there: see {@link migrateToLatest}. */
export function createStore(database: BindingDatabase, sealer: Sealer): Store {
  const { dialect } = database;

  return {
    ...createStoreReads(database.read, sealer),

    async inAccount<T>(
      accountId: string,
      now: Timestamp,
      work: (unit: AccountUnit) => Promise<T>
    ): Promise<T> {
      const inLockedAccount = () =>
        database.write(async db =>
          (await lockAccount(db, dialect, accountId))
            ? { answer: await doInUnit(db, sealer, work) }
            : undefined
        );

      const first = await inLockedAccount();
      if (first) return first.answer;
      // In a transaction of its own: two units that insert the same account and go on would wait for each other.
      await database.write(db => insertAccountIfMissing(db, dialect, accountId, now));
      const second = await inLockedAccount();
      if (second) return second.answer;
      throw new Error(`The account ${JSON.stringify(accountId)} was deleted by another hand.`);
    },

    saveContent: content => database.write(db => saveContent(db, dialect, sealer, content)),
    deleteContent: contentId => database.write(db => deleteContent(db, contentId))
  };
}
