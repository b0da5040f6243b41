import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { AuditAction } from '../model/audit.ts';
import type { Timestamp } from '../model/time.ts';

/** A change of the account itself, made by staff. */
export interface AccountChange {
  readonly accountId: string;
  /** Why; goes into the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** The codes that {@link makeSuspendAccount}, {@link makeResumeAccount} and `makeResetSwaps` may refuse with. */
export const changeAccountRefusals = ['validation'] as const;

/** Keeps the account from registering devices and getting tokens, until it is resumed. */
export function makeSuspendAccount(parts: Parts) {
  return makeAccountChange(parts, 'account.suspended', (account, now) => ({
    ...account,
    suspendedAt: account.suspendedAt ?? now
  }));
}

/** Ends a suspension. */
export function makeResumeAccount(parts: Parts) {
  return makeAccountChange(parts, 'account.resumed', account => ({ ...account, suspendedAt: undefined }));
}

/** Forgets the account's swaps: the customer may change devices as if there had been none. */
export function makeResetSwaps(parts: Parts) {
  return makeAccountChange(parts, 'account.swaps-reset', (account, now) => ({
    ...account,
    swapsResetAt: now
  }));
}

function makeAccountChange(
  parts: Parts,
  action: AuditAction,
  change: (account: Account, now: Timestamp) => Account
) {
  return async ({ accountId, reason }: AccountChange, caller: Caller): Promise<void> => {
    checkFormats({ '/accountId': [formats.accountId, accountId], '/reason': [formats.reason, reason] });
    const now = parts.clock();
    await parts.store.inAccount(accountId, now, async unit => {
      const after = change(unit.account, now);
      await unit.updateAccount(after);
      const facts = ({ suspendedAt, swapsResetAt }: Account) => ({ suspendedAt, swapsResetAt });
      await audit(parts, unit, caller, now, {
        action,
        subject: accountId,
        reason,
        before: facts(unit.account),
        after: facts(after)
      });
    });
  };
}
