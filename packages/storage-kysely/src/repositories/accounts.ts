import { type Account, newAccount, type Timestamp } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Connection, Context } from '../context.ts';
import { after, lastCodePoint, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { AccountRow, AccountWithPolicyRow } from '../tables.ts';
import { listSlotHolders } from './devices.ts';

export const findAccount: Query<'findAccount'> = async (context, accountId) => {
  const [row] = (await accountOfId(context, accountId)).rows;
  return row && toAccount(row);
};

const accountOfId = prepared(selectAccount);

/** Lists accounts in order of id. */
export const listAccounts: Query<'listAccounts'> = async ({ db }, prefix, page) => {
  const cursor = after(page);
  // One lower bound: of two, SQLite seeks to the first and reads every account between it and the second.
  const [operator, from] = cursor.startsWith(prefix) ? (['>', cursor] as const) : (['>=', prefix] as const);
  const rows = await accountsWithPolicy(db)
    .where('account_id', operator, from)
    .where('account_id', '<=', prefix + lastCodePoint)
    .orderBy('account_id')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toAccount), page, account => account.accountId);
};

/** Lists the accounts under a policy, in order of id, each with what its slots hold. */
export const listAccountsUnderPolicy: Query<'listAccountsUnderPolicy'> = async (
  context,
  policyName,
  page
) => {
  const rows = await accountsWithPolicy(context.db)
    .where('policy_name', '=', policyName)
    .where('account_id', '>', after(page))
    .orderBy('account_id')
    .limit(rowsFor(page))
    .execute();
  const found = toPage(rows.map(toAccount), page, account => account.accountId);
  const devices = await listSlotHolders(
    context,
    found.items.map(account => account.accountId)
  );
  return {
    ...found,
    items: found.items.map(account => ({ account, devices: devices.get(account.accountId) ?? [] }))
  };
};

/** Reads the account and locks it until the transaction ends. */
export async function lockAccount(context: Context, accountId: string): Promise<Account | undefined> {
  const [row] = (await lockedAccountOfId(context, accountId)).rows;
  return row && toAccount(row);
}

const lockedAccountOfId = prepared((connection, accountId: string) =>
  connection.dialect.forUpdate(selectAccount(connection, accountId))
);

export async function insertAccountIfMissing(
  { db, dialect }: Context,
  accountId: string,
  now: Timestamp
): Promise<void> {
  const row = toRow(newAccount(accountId, now));
  await dialect.keepExisting(db.insertInto('accounts').values(row), 'account_id').execute();
}

/** Writes everything except the versions. */
export const updateAccount: Query<'updateAccount'> = async ({ db }, account) => {
  const { account_id, version, ...changes } = toRow(account);
  await db.updateTable('accounts').set(changes).where('account_id', '=', account_id).execute();
};

/** Increments the account's version. */
export async function countChange({ db }: Context, accountId: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .execute();
}

function selectAccount({ db }: Connection, accountId: string) {
  return accountsWithPolicy(db).where('account_id', '=', accountId);
}

/** A subquery, not a join: FOR UPDATE must not lock the policy, which other accounts have, too. */
function accountsWithPolicy(db: Connection['db']) {
  return db
    .selectFrom('accounts')
    .selectAll('accounts')
    .select(({ selectFrom }) =>
      selectFrom('policies')
        .select('policies.version')
        .whereRef('policies.name', '=', 'accounts.policy_name')
        .as('policy_version')
    );
}

function toAccount(row: AccountWithPolicyRow): Account {
  return {
    accountId: row.account_id,
    policyName: row.policy_name,
    policyOverrides: JSON.parse(row.policy_overrides_json) as Account['policyOverrides'],
    suspendedAt: row.suspended_at ?? undefined,
    swapsResetAt: row.swaps_reset_at ?? undefined,
    createdAt: row.created_at,
    version: row.version,
    policyVersion: row.policy_version ?? 0
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
