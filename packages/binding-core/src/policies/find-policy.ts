import { refuse } from '../errors.ts';
import { type DevicePolicy, defaultPolicy } from '../model/policy.ts';
import type { StoreReads } from '../ports/store.ts';

/** The codes that `readPolicy` may refuse with. */
export const readPolicyRefusals = ['not-found'] as const;

/** The policy of this name; the one named `default` is there before it is stored. */
export async function findPolicy(reads: StoreReads, name: string): Promise<DevicePolicy> {
  const stored = await reads.findPolicy(name);
  if (stored) return stored;
  if (name === defaultPolicy.name) return defaultPolicy;
  return refuse('not-found', `There is no policy ${JSON.stringify(name)}.`);
}
