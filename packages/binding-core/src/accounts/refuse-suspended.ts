import { refuse } from '../errors.ts';
import type { Account } from '../model/account.ts';

/** Nothing new for an account that staff suspended. */
export function refuseSuspended(account: Account): void {
  if (account.suspendedAt !== undefined)
    refuse(
      'account-suspended',
      'This account is suspended: it can neither register devices nor get tokens until staff resume it.'
    );
}
