import type { Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';
import type { TokenBudget } from '../model/account.ts';
import { second, type Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';

/** The tokens that count against the account's budget now. */
export function countBudgeted(
  reads: StoreReads,
  accountId: string,
  { windowSeconds }: TokenBudget,
  now: Timestamp
): Promise<number> {
  return reads.countTokens(accountId, now - windowSeconds * second);
}

/** Whether the account's budget, if there is one, leaves room for a token. */
export async function checkBudget(
  { settings: { tokenBudget } }: Parts,
  reads: StoreReads,
  accountId: string,
  now: Timestamp
): Promise<void> {
  if (!tokenBudget) return;
  const { max, windowSeconds } = tokenBudget;
  if ((await countBudgeted(reads, accountId, tokenBudget, now)) >= max)
    refuse(
      'token-budget-exhausted',
      `This account got its ${max} tokens within ${windowSeconds} seconds. Ask again later.`,
      { retryable: true, retryAfter: Math.min(windowSeconds, 60) }
    );
}
