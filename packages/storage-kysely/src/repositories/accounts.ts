import { type Account, defaultPolicy, type Timestamp } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { SqlDialect } from '../dialect.ts';
import type { AccountRow, Tables } from '../tables.ts';

export async function findAccount(db: Kysely<Tables>, accountId: string): Promise<Account | undefined> {
  const row = await selectAccount(db, accountId).executeTakeFirst();
  return row && toAccount(row);
}

/** Holds the account until the transaction ends; says whether it exists. */
export async function lockAccount(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  accountId: string
): Promise<boolean> {
  const row = await dialect.forUpdate(selectAccount(db, accountId)).executeTakeFirst();
  return row !== undefined;
}

export async function insertAccountIfMissing(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  accountId: string,
  now: Timestamp
): Promise<void> {
  const row: AccountRow = { account_id: accountId, policy_name: defaultPolicy.name, created_at: now };
  await dialect.keepExisting(db.insertInto('accounts').values(row)).execute();
}

function selectAccount(db: Kysely<Tables>, accountId: string) {
  return db.selectFrom('accounts').selectAll().where('account_id', '=', accountId);
}

function toAccount(row: AccountRow): Account {
  return { accountId: row.account_id, policyName: row.policy_name, createdAt: row.created_at };
}
