import { type DevicePolicy, defaultPolicy } from '../model/policy.ts';
import type { StoreReads } from '../ports/store.ts';

/** The policy of an account, also of one for which nothing is stored yet. */
export async function policyInForce(reads: StoreReads, accountId: string): Promise<DevicePolicy> {
  const account = await reads.findAccount(accountId);
  const name = account?.policyName ?? defaultPolicy.name;
  return (await reads.findPolicy(name)) ?? defaultPolicy;
}
