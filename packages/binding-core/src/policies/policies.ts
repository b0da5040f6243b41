import { newAuditEvent } from '../audit.ts';
import type { Caller, Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import { type DevicePolicy, defaultPolicy } from '../model/policy.ts';
import type { StoreReads } from '../ports/store.ts';
import { checkPolicy } from './check-policy.ts';

/** The codes that {@link readPolicy} may refuse with. */
export const readPolicyRefusals = ['not-found'] as const;

/** Reads the policy with this name; `default` exists before it is stored. */
export async function readPolicy(reads: StoreReads, name: string): Promise<DevicePolicy> {
  const stored = await reads.findPolicy(name);
  if (stored) return stored;
  if (name === defaultPolicy.name) return defaultPolicy;
  return refuse('not-found', `There is no policy ${JSON.stringify(name)}.`);
}

/** The account's policy with the account's own overrides. */
export async function policyInForce(reads: StoreReads, account: Account): Promise<DevicePolicy> {
  return { ...(await readPolicy(reads, account.policyName)), ...account.policyOverrides };
}

/** A policy as it was stored. */
export interface SavedPolicy {
  /** The rules that its accounts are under now. */
  readonly policy: DevicePolicy;
  /** Whether there was none with this name. */
  readonly created: boolean;
}

/** The codes that {@link savePolicy} may refuse with. */
export const savePolicyRefusals = ['validation'] as const;

/** Stores a policy, or replaces all of it. It is in force for its accounts from their next call on. */
export async function savePolicy(parts: Parts, policy: DevicePolicy, caller: Caller): Promise<SavedPolicy> {
  checkFormats({ '/name': [formats.policyName, policy.name] });
  checkPolicy(policy);
  const before = await parts.store.findPolicy(policy.name);
  const now = parts.clock();
  const event = newAuditEvent(
    { parts, caller, now },
    { action: 'policy.saved', subject: policy.name, before: before && { ...before }, after: { ...policy } }
  );
  await parts.store.savePolicy(policy, event);
  return { policy, created: before === undefined };
}
