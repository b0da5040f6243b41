import { type Account, newAccount } from '../model/account.ts';
import type { StoreReads } from '../ports/store.ts';

/** The account, also while nothing is stored for it. */
export async function accountOrNew(reads: StoreReads, accountId: string): Promise<Account> {
  return (await reads.findAccount(accountId)) ?? newAccount(accountId, 0);
}
