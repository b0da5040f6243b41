import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { readAccountDevices } from '../devices/account-devices.ts';
import { findDevice } from '../devices/find-device.ts';
import { overLimit } from '../devices/room.ts';
import { keepUp } from '../devices/slots.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { Device } from '../model/device.ts';
import type { DevicePolicy, DevicePolicyRules } from '../model/policy.ts';
import { checkPolicy } from '../policies/check-policy.ts';
import { findPolicy } from '../policies/find-policy.ts';

export interface SetAccountPolicy {
  readonly accountId: string;
  /** The name of a stored policy, or `default`. */
  readonly policyName: string;
  /** What differs from it for this account alone. */
  readonly overrides?: Partial<DevicePolicyRules> | undefined;
  /** Why; goes into the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

export interface AccountPolicy {
  /** The rules in force. */
  readonly policy: DevicePolicy;
  /** Devices beyond a limit, the longest unused first, that stay until somebody removes them. */
  readonly overLimit: readonly Device[];
  /** Devices that the policy deactivated at once. */
  readonly deactivated: readonly Device[];
}

/** The codes that `setAccountPolicy` may refuse with. */
export const setAccountPolicyRefusals = ['validation', 'not-found'] as const;

/** Puts the account under a policy, with overrides of its own, and says which devices are too many under it. */
export function makeSetAccountPolicy(parts: Parts) {
  return async (input: SetAccountPolicy, caller: Caller): Promise<AccountPolicy> => {
    const { accountId, policyName, overrides = {}, reason } = input;
    checkFormats({
      '/accountId': [formats.accountId, accountId],
      '/policy': [formats.policyName, policyName],
      '/reason': [formats.reason, reason]
    });
    checkPolicy({ ...(await findPolicy(parts.store, policyName)), ...overrides }, '/overrides');

    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const after: Account = { ...unit.account, policyName, policyOverrides: overrides };
      await unit.updateAccount(after);
      const facts = (account: Account) => ({
        policy: account.policyName,
        overrides: account.policyOverrides
      });
      await audit(parts, unit, caller, now, {
        action: 'account.policy-set',
        subject: accountId,
        reason,
        before: facts(unit.account),
        after: facts(after)
      });
      const found = await readAccountDevices(unit, after, now);
      const kept = await keepUp(parts, unit, now, found);
      const gone = found.devices.filter(device => !kept.devices.includes(device));
      return {
        policy: found.policy,
        overLimit: overLimit(found.policy, kept.devices),
        deactivated: await Promise.all(gone.map(device => findDevice(unit, accountId, device.deviceId)))
      };
    });
  };
}
