import type { Parts } from './context.ts';
import { idempotencyRetention } from './idempotency/idempotently.ts';
import { day, second } from './model/time.ts';

/** How long the feed has an event. */
const eventRetention = 30 * day;

/** Longer than the day within which an account's checks are counted. */
const bindingCheckRetention = 7 * day;

const roundSize = 500;

/** One round of deleting records that nobody can ask for any more; returns how many it deleted. */
export async function purge({ store, clock, settings }: Parts): Promise<number> {
  const now = clock();
  const budgetWindow = (settings.tokenBudget?.windowSeconds ?? 0) * second;
  return (
    (await store.purge(now - idempotencyRetention, roundSize)) +
    (await store.purgeBindingChecks(now - bindingCheckRetention, roundSize)) +
    (await store.purgeEvents(now - eventRetention, roundSize)) +
    (await store.purgeDummyTokens(now - budgetWindow, roundSize))
  );
}
