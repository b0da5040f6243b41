import type { Account, AccountUnit, Store, Timestamp } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { doInUnit } from './account-unit.ts';
import { bind } from './bind.ts';
import type { Context } from './context.ts';
import type { BindingDatabase } from './database.ts';
import { otherReads, sharedReads, sharedWrites, workerWrites } from './queries.ts';
import { insertAccountIfMissing, lockAccount } from './repositories/accounts.ts';
import { eraseAccount } from './repositories/erasure.ts';
import { saveContents } from './save-contents.ts';
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
    // All arguments: with the version of a policy that the account names, an older one in the cache is not found.
    ...bind(sharedReads, (query, name, args) =>
      database.readShared(`${name} ${JSON.stringify(args)}`, on(query))
    ),
    ...bind(sharedWrites, query => database.writeShared(on(query))),
    ...bind(workerWrites, query => database.write(on(query))),

    saveContents: (contents, onProgress) => saveContents(database, sealer, contents, onProgress),

    async eraseAccount(accountId, makeRecord) {
      const anonymousId = await database.inAccount(
        accountId,
        on(context => eraseAccount(context, accountId, makeRecord))
      );
      await database.scrub();
      return anonymousId;
    },

    async inAccount<T>(
      accountId: string,
      now: Timestamp,
      work: (unit: AccountUnit) => Promise<T>
    ): Promise<T> {
      return database.inAccount(
        accountId,
        on(async context => {
          const account =
            (await lockAccount(context, accountId)) ?? (await makeAccount(context, accountId, now));
          return doInUnit(context, account, work);
        })
      );
    }
  };
}

async function makeAccount(context: Context, accountId: string, now: Timestamp): Promise<Account> {
  await insertAccountIfMissing(context, accountId, now);
  const account = await lockAccount(context, accountId);
  if (account) return account;
  throw new Error(`The account ${JSON.stringify(accountId)} was deleted by another process.`);
}
