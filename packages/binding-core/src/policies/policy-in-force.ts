import type { Account } from '../model/account.ts';
import type { DevicePolicy } from '../model/policy.ts';
import type { StoreReads } from '../ports/store.ts';
import { findPolicy } from './find-policy.ts';

/** The account's policy with what differs for this account alone. */
export async function policyInForce(reads: StoreReads, account: Account): Promise<DevicePolicy> {
  const policy = await findPolicy(reads, account.policyName);
  return { ...policy, ...account.policyOverrides };
}
