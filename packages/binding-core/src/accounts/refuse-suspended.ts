import { BindingError, type BindingProblem } from '../errors.ts';
import type { Account } from '../model/account.ts';

/** Why an account that staff suspended gets nothing new. */
export const accountSuspended: BindingProblem = {
  code: 'account-suspended',
  detail: 'This account is suspended: it can neither register devices nor get tokens until staff resume it.'
};

/** Nothing new for an account that staff suspended. */
export function refuseSuspended(account: Account): void {
  if (account.suspendedAt !== undefined) throw new BindingError(accountSuspended);
}
