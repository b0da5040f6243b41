import { newAuditEvent } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { checkFormats, formats } from '../formats.ts';
import type { DevicePolicy } from '../model/policy.ts';
import { checkPolicy } from './check-policy.ts';

/** A policy as it was stored. */
export interface SavedPolicy {
  readonly policy: DevicePolicy;
  /** Whether there was none of this name. */
  readonly created: boolean;
}

/** The codes that `savePolicy` may refuse with. */
export const savePolicyRefusals = ['validation'] as const;

/** Stores a policy, or replaces all of it. It is in force for its accounts from their next call on. */
export function makeSavePolicy(parts: Parts) {
  return async (policy: DevicePolicy, caller: Caller): Promise<SavedPolicy> => {
    checkFormats({ '/name': [formats.policyName, policy.name] });
    checkPolicy(policy);
    const before = await parts.store.findPolicy(policy.name);
    const event = newAuditEvent(parts, caller, parts.clock(), {
      action: 'policy.saved',
      subject: policy.name,
      before: before && { ...before },
      after: { ...policy }
    });
    await parts.store.savePolicy(policy, event);
    return { policy, created: before === undefined };
  };
}
