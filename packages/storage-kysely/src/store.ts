import type { AccountUnit, Store, Timestamp } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { doInUnit } from './account-unit.ts';
import { bind } from './bind.ts';
import type { Context } from './context.ts';
import type { BindingDatabase } from './database.ts';
import { otherReads, sharedReads, sharedWrites, workerWrites } from './queries.ts';
import { insertAccountIfMissing, lockAccount } from './repositories/accounts.ts';
import type { Sealer } from './sealing.ts';
import type { Tables } from './tables.ts';

/** binding-core's store on a database that has been migrated: see {@link migrateToLatest}. */
export function createStore(database: BindingDatabase, sealer: Sealer): Store {
  const { dialect } = database;
  const on =
    <T>(query: (context: Context) => Promise<T>) =>
    (db: Kysely<Tables>) =>
      query({ db, dialect, sealer });

  return {
    ...bind(otherReads, query => database.read(on(query))),
    ...bind(sharedReads, (query, name, [id]) => database.readShared(`${name} ${id}`, on(query))),
    ...bind(sharedWrites, query => database.writeShared(on(query))),
    ...bind(workerWrites, query => database.write(on(query))),

    async inAccount<T>(
      accountId: string,
      now: Timestamp,
      work: (unit: AccountUnit) => Promise<T>
    ): Promise<T> {
      const inLockedAccount = () =>
        database.write(
          on(async context => {
            const account = await lockAccount(context, accountId);
            return account && { answer: await doInUnit(context, account, work) };
          })
        );

      const first = await inLockedAccount();
      if (first) return first.answer;
      // In a transaction of its own: two units that insert the same account and go on would wait for each other.
      await database.write(on(context => insertAccountIfMissing(context, accountId, now)));
      const second = await inLockedAccount();
      if (second) return second.answer;
      throw new Error(`The account ${JSON.stringify(accountId)} was deleted by another process.`);
    }
  };
}
