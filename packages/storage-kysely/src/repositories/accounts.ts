import { type Account, newAccount, type Timestamp } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { SqlDialect } from '../dialect.ts';
import { prepared } from '../prepared.ts';
import type { AccountRow, Tables } from '../tables.ts';

export async function findAccount(db: Kysely<Tables>, accountId: string): Promise<Account | undefined> {
  const [row] = (await accountOfId(db, accountId)).rows;
  return row && toAccount(row);
}

const accountOfId = prepared(selectAccount);

/** Reads the account and holds it until the transaction ends. */
export function createAccountLock(dialect: SqlDialect) {
  const lockedAccountOfId = prepared((db, accountId: string) =>
    dialect.forUpdate(selectAccount(db, accountId))
  );
  return async (db: Kysely<Tables>, accountId: string): Promise<Account | undefined> => {
    const [row] = (await lockedAccountOfId(db, accountId)).rows;
    return row && toAccount(row);
  };
}

export async function insertAccountIfMissing(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  accountId: string,
  now: Timestamp
): Promise<void> {
  const row = toRow(newAccount(accountId, now));
  await dialect.keepExisting(db.insertInto('accounts').values(row), 'account_id').execute();
}

/** Writes everything but the version. */
export async function updateAccount(db: Kysely<Tables>, account: Account): Promise<void> {
  const { account_id, version, ...changes } = toRow(account);
  await db.updateTable('accounts').set(changes).where('account_id', '=', account_id).execute();
}

/** Makes it known that something of the account has changed. */
export async function countChange(db: Kysely<Tables>, accountId: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .execute();
}

function selectAccount(db: Kysely<Tables>, accountId: string) {
  return db.selectFrom('accounts').selectAll().where('account_id', '=', accountId);
}

function toAccount(row: AccountRow): Account {
  return {
    accountId: row.account_id,
    policyName: row.policy_name,
    policyOverrides: JSON.parse(row.policy_overrides_json) as Account['policyOverrides'],
    suspendedAt: row.suspended_at ?? undefined,
    swapsResetAt: row.swaps_reset_at ?? undefined,
    createdAt: row.created_at,
    version: row.version
  };
}

function toRow(account: Account): AccountRow {
  return {
    account_id: account.accountId,
    policy_name: account.policyName,
    policy_overrides_json: JSON.stringify(account.policyOverrides),
    suspended_at: account.suspendedAt ?? null,
    swaps_reset_at: account.swapsResetAt ?? null,
    created_at: account.createdAt,
    version: account.version
  };
}
