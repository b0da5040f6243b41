import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { AuditAction } from '../model/audit.ts';
import type { Timestamp } from '../model/time.ts';

/** A change that staff make to the account itself. */
export interface AccountChange {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** Why, for the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** The codes that `suspendAccount`, `resumeAccount` and `resetSwaps` may refuse with. */
export const changeAccountRefusals = ['validation'] as const;

/** Suspends the account: until it is resumed it can neither register devices nor get tokens. */
export function suspendAccount(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  return changeAccount(parts, input, caller, 'account.suspended', ({ suspendedAt }, now) => ({
    suspendedAt: suspendedAt ?? now
  }));
}

/** Ends a suspension. */
export function resumeAccount(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  return changeAccount(parts, input, caller, 'account.resumed', () => ({ suspendedAt: undefined }));
}

/** Ignores all swaps until now: the customer may change devices as if there had been none. */
export function resetSwaps(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  return changeAccount(parts, input, caller, 'account.swaps-reset', (_, now) => ({ swapsResetAt: now }));
}

async function changeAccount(
  parts: Parts,
  { accountId, reason }: AccountChange,
  caller: Caller,
  action: AuditAction,
  change: (account: Account, now: Timestamp) => Partial<Account>
): Promise<void> {
  checkFormats({ '/accountId': [formats.accountId, accountId], '/reason': [formats.reason, reason] });
  await inAccount(parts, accountId, caller, async context => {
    const { account } = context.unit;
    const changed: Account = { ...account, ...change(account, context.now) };
    await context.unit.updateAccount(changed);
    const [before, after] = [account, changed].map(({ suspendedAt, swapsResetAt }) => ({
      suspendedAt,
      swapsResetAt
    }));
    await audit(context, { action, subject: accountId, reason, before, after });
  });
}
