import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import type { AccountDevices } from '../devices/decision/decision.ts';
import { countedDevices, devicesInUse, overLimit } from '../devices/decision/room.ts';
import { judgeSwap } from '../devices/decision/swaps.ts';
import { readDevice } from '../devices/devices.ts';
import { readAccountDevices, removeDueDevices } from '../devices/slots.ts';
import { BindingError, type BindingProblem } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { type Account, type AccountOverview, newAccount } from '../model/account.ts';
import type { AuditAction } from '../model/audit.ts';
import type { Device, DeviceClass } from '../model/device.ts';
import type { DevicePolicy, DevicePolicyRules } from '../model/policy.ts';
import { type Timestamp, toOptionalRfc3339 } from '../model/time.ts';
import { checkPolicy, readPolicy } from '../policies/policies.ts';
import type { StoreReads } from '../ports/store.ts';
import { countBudgeted } from '../tokens/limits.ts';

/** Reads the account; returns a new one if nothing is stored for it yet. */
export async function accountOrNew(reads: StoreReads, accountId: string): Promise<Account> {
  return (await reads.findAccount(accountId)) ?? newAccount(accountId, 0);
}

/** Refuses with `account-suspended` while staff have suspended the account. */
export function refuseSuspended(account: Account): void {
  if (account.suspendedAt !== undefined) throw new BindingError(accountSuspended);
}

/** Why a suspended account can neither register devices nor get tokens. */
export const accountSuspended: BindingProblem = {
  code: 'account-suspended',
  detail: 'This account is suspended: it can neither register devices nor get tokens until staff resume it.'
};

/** The codes that {@link readAccount} may refuse with. */
export const readAccountRefusals = ['validation'] as const;

/** Reads the policy in force and the slots. An account for which nothing is stored has only free slots. */
export async function readAccount(parts: Parts, accountId: string): Promise<AccountOverview> {
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  const account = await accountOrNew(parts.store, accountId);
  return overviewOf(parts, parts.store, account, parts.clock());
}

async function overviewOf(
  { settings }: Parts,
  reads: StoreReads,
  account: Account,
  now: Timestamp
): Promise<AccountOverview> {
  const { accountId } = account;
  const found = await readAccountDevices(reads, account, now);
  const { policy } = found;
  const devices = devicesInUse(policy, found.devices, now);
  const byClass: Partial<Record<DeviceClass, number>> = {};
  for (const device of devices) byClass[device.class] = (byClass[device.class] ?? 0) + 1;
  const used = countedDevices(policy, devices).length;
  const budget = settings.tokenBudget;
  return {
    accountId,
    policy,
    slots: { total: policy.maxDevices, used, free: Math.max(0, policy.maxDevices - used), byClass },
    overLimit: overLimit(policy, devices),
    nextAllowedAt: nextSwapAt(found, now),
    tokenBudget: budget && { ...budget, used: await countBudgeted(reads, accountId, budget, now) },
    suspendedAt: account.suspendedAt
  };
}

/** When the next swap is allowed; `undefined` if it is allowed now or never. */
function nextSwapAt({ policy, swaps }: AccountDevices, now: Timestamp): Timestamp | undefined {
  const kind = policy.swaps?.count === 'bindings' ? 'binding' : 'removal';
  const next = judgeSwap(policy.swaps, kind, swaps, now);
  return next.allowed ? undefined : next.nextAllowedAt;
}

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

/** A change that staff make to the account itself. */
export interface AccountChange {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** Why, for the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** The codes that `suspendAccount`, `resumeAccount` and `resetSwaps` may refuse with. */
export const changeAccountRefusals = ['validation'] as const;

/** Suspends the account: until it is resumed it can neither register devices nor get tokens. */
export function suspendAccount(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  return changeAccount(parts, { ...input, action: 'account.suspended' }, caller, ({ suspendedAt }, now) => ({
    suspendedAt: suspendedAt ?? now
  }));
}

/** Ends a suspension. */
export function resumeAccount(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  const resumed = { suspendedAt: undefined };
  return changeAccount(parts, { ...input, action: 'account.resumed' }, caller, () => resumed);
}

/** Ignores all swaps until now: the customer may change devices as if there had been none. */
export function resetSwaps(parts: Parts, input: AccountChange, caller: Caller): Promise<void> {
  return changeAccount(parts, { ...input, action: 'account.swaps-reset' }, caller, (_, now) => ({
    swapsResetAt: now
  }));
}

async function changeAccount(
  parts: Parts,
  { accountId, reason, action }: AccountChange & { readonly action: AuditAction },
  caller: Caller,
  change: (account: Account, now: Timestamp) => Partial<Account>
): Promise<void> {
  checkFormats({ '/accountId': [formats.accountId, accountId], '/reason': [formats.reason, reason] });
  await inAccount(parts, accountId, caller, async context => {
    const { account } = context.unit;
    const changed: Account = { ...account, ...change(account, context.now) };
    await context.unit.updateAccount(changed);
    const [before, after] = [account, changed].map(({ suspendedAt, swapsResetAt }) => ({
      suspendedAt: toOptionalRfc3339(suspendedAt),
      swapsResetAt: toOptionalRfc3339(swapsResetAt)
    }));
    const overview = await overviewOf(parts, context.unit, changed, context.now);
    const entry = { action, subject: accountId, reason, before, after };
    await audit(context, entry, { kind: 'account', account: overview });
  });
}
