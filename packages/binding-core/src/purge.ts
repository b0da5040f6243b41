import type { Parts } from './context.ts';
import { day } from './model/time.ts';

/** How long the answer to an `Idempotency-Key` is returned again. */
const idempotencyRetention = day;

const roundSize = 500;

/** One round of deleting records that nobody can ask for any more; returns how many it deleted. */
export function purge({ store, clock }: Parts): Promise<number> {
  return store.purge(clock() - idempotencyRetention, roundSize);
}
