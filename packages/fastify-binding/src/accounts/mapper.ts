import type { Account, AccountOverview, AccountPolicy } from '@expressplay-binding/binding-core';
import { toDeviceJson } from '../devices/mapper.ts';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import { toPolicyJson } from '../policies/mapper.ts';
import type { AccountJson, AccountPolicyJson, ListedAccountJson } from './schemas.ts';

/** Writes an account for support staff. */
export function toAccountJson(account: AccountOverview): AccountJson {
  const { total, used, free, byClass } = account.slots;
  return compact({
    accountId: account.accountId,
    policy: toPolicyJson(account.policy),
    slots: { total, used, free, byClass: { ...byClass } },
    overLimit: account.overLimit.map(toDeviceJson),
    nextAllowedAt: toOptionalRfc3339(account.nextAllowedAt),
    tokenBudget: account.tokenBudget,
    suspendedAt: toOptionalRfc3339(account.suspendedAt)
  });
}

/** Writes an account for a list. */
export function toListedAccountJson(account: Account): ListedAccountJson {
  return compact({
    accountId: account.accountId,
    policyName: account.policyName,
    createdAt: toRfc3339(account.createdAt),
    suspendedAt: toOptionalRfc3339(account.suspendedAt)
  });
}

/** Writes the policy of an account, with the devices beyond its limits. */
export function toAccountPolicyJson({ policy, overLimit, deactivated }: AccountPolicy): AccountPolicyJson {
  return {
    policy: toPolicyJson(policy),
    overLimit: overLimit.map(toDeviceJson),
    deactivated: deactivated.map(toDeviceJson)
  };
}
