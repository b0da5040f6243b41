import { BindingError, type BindingProblem } from '../errors.ts';
import { type Account, newAccount } from '../model/account.ts';
import type { StoreReads } from '../ports/store.ts';

/** Reads the account; returns a new one if nothing is stored for it yet. */
export async function accountOrNew(reads: StoreReads, accountId: string): Promise<Account> {
  return (await reads.findAccount(accountId)) ?? newAccount(accountId, 0);
}

/** Refuses with `account-suspended` while staff have suspended the account. */
export function refuseSuspended(account: Account): void {
  if (account.suspendedAt !== undefined) throw new BindingError(accountSuspended);
}

/** Why a suspended account can neither register devices nor get tokens. */
export const accountSuspended: BindingProblem = {
  code: 'account-suspended',
  detail: 'This account is suspended: it can neither register devices nor get tokens until staff resume it.'
};
