import type { Parts } from '../dependencies.ts';
import { checkFormats, formats } from '../formats.ts';
import type { AccountOverview } from '../model/account.ts';
import type { DeviceClass } from '../model/device.ts';
import { policyInForce } from '../policies/policy-in-force.ts';

/** The policy in force and the slots; an account that nothing is stored for has all of its slots free. */
export function makeReadAccount({ store }: Parts) {
  return async (accountId: string): Promise<AccountOverview> => {
    checkFormats({ '/accountId': [formats.accountId, accountId] });
    const policy = await policyInForce(store, accountId);
    const devices = await store.listActiveDevices(accountId);
    const byClass: Partial<Record<DeviceClass, number>> = {};
    for (const device of devices) byClass[device.class] = (byClass[device.class] ?? 0) + 1;
    return {
      accountId,
      policy,
      slots: {
        total: policy.maxDevices,
        used: devices.length,
        free: Math.max(0, policy.maxDevices - devices.length),
        byClass
      }
    };
  };
}
