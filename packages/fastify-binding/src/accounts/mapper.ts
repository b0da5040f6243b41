import type { AccountOverview } from '@expressplay-binding/binding-core';
import type { AccountJson } from './schemas.ts';

/** The account as support staff want to see it. */
export function toAccountJson({ accountId, policy, slots }: AccountOverview): AccountJson {
  const { name, maxDevices } = policy;
  const { total, used, free, byClass } = slots;
  return { accountId, policy: { name, maxDevices }, slots: { total, used, free, byClass: { ...byClass } } };
}
