import type { Parts } from './dependencies.ts';
import { day } from './model/time.ts';

/** How long the answer under an `Idempotency-Key` can be had again. */
const idempotencyRetention = day;

const roundSize = 500;

/** One round of deleting what nobody can ask for any more; gives how much there was. */
export function makePurge({ store, clock }: Parts) {
  return (): Promise<number> => store.purge(clock() - idempotencyRetention, roundSize);
}
