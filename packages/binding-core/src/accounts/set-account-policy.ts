import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { overLimit } from '../devices/decision/room.ts';
import { readDevice } from '../devices/devices.ts';
import { readAccountDevices, removeDueDevices } from '../devices/slots.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { Device } from '../model/device.ts';
import type { DevicePolicy, DevicePolicyRules } from '../model/policy.ts';
import { checkPolicy } from '../policies/check-policy.ts';
import { readPolicy } from '../policies/policies.ts';

/** What {@link setAccountPolicy} needs to know. */
export interface SetAccountPolicy {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** The name of a stored policy, or `default`. */
  readonly policyName: string;
  /** The rules that differ from the policy for this account only. Default none. */
  readonly overrides?: Partial<DevicePolicyRules> | undefined;
  /** Why, for the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** What the policy of an account means for its devices. */
export interface AccountPolicy {
  /** The rules in force. */
  readonly policy: DevicePolicy;
  /** Devices beyond a limit, the longest unused first, that stay until somebody removes them. */
  readonly overLimit: readonly Device[];
  /** Devices that the policy removed at once. */
  readonly deactivated: readonly Device[];
}

/** The codes that {@link setAccountPolicy} may refuse with. */
export const setAccountPolicyRefusals = ['validation', 'not-found'] as const;

/** Puts the account under a policy, with overrides of its own; returns which devices are too many under it. */
export async function setAccountPolicy(
  parts: Parts,
  { accountId, policyName, overrides = {}, reason }: SetAccountPolicy,
  caller: Caller
): Promise<AccountPolicy> {
  checkFormats({
    '/accountId': [formats.accountId, accountId],
    '/policy': [formats.policyName, policyName],
    '/reason': [formats.reason, reason]
  });
  checkPolicy({ ...(await readPolicy(parts.store, policyName)), ...overrides }, '/overrides');

  return inAccount(parts, accountId, caller, async context => {
    const { unit, now } = context;
    const changed: Account = { ...unit.account, policyName, policyOverrides: overrides };
    await unit.updateAccount(changed);
    const [before, after] = [unit.account, changed].map(account => ({
      policy: account.policyName,
      overrides: account.policyOverrides
    }));
    await audit(context, { action: 'account.policy-set', subject: accountId, reason, before, after });
    const found = await readAccountDevices(unit, changed, now);
    const kept = await removeDueDevices(context, found);
    const gone = found.devices.filter(device => !kept.devices.includes(device));
    return {
      policy: found.policy,
      overLimit: overLimit(found.policy, kept.devices),
      deactivated: await Promise.all(gone.map(device => readDevice(unit, accountId, device.deviceId)))
    };
  });
}
