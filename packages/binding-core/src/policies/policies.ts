import { auditRecord } from '../audit.ts';
import type { Caller, Parts } from '../context.ts';
import { type InputError, refuse } from '../errors.ts';
import { checkFormats, formats, refuseInput } from '../formats.ts';
import type { Account } from '../model/account.ts';
import { type DevicePolicy, type DevicePolicyRules, defaultPolicy } from '../model/policy.ts';
import type { StoreReads } from '../ports/store.ts';

/** The codes that {@link readPolicy} may refuse with. */
export const readPolicyRefusals = ['not-found'] as const;

/** Reads the policy with this name; `default` exists before it is stored. */
export async function readPolicy(reads: StoreReads, name: string, version?: number): Promise<DevicePolicy> {
  const stored = await reads.findPolicy(name, version);
  if (stored) return stored;
  if (name === defaultPolicy.name) return defaultPolicy;
  return refuse('not-found', `There is no policy ${JSON.stringify(name)}.`);
}

/** The account's policy with the account's own overrides. */
export async function policyInForce(
  reads: StoreReads,
  { policyName, policyVersion, policyOverrides }: Account
): Promise<DevicePolicy> {
  return { ...(await readPolicy(reads, policyName, policyVersion)), ...policyOverrides };
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
  await parts.store.savePolicy(policy, () =>
    auditRecord(
      parts,
      caller,
      {
        action: 'policy.saved',
        subject: policy.name,
        before: before && { ...before },
        after: { ...policy }
      },
      { kind: 'policy', policy }
    )
  );
  return { policy, created: before === undefined };
}

/** The smallest and largest values of a policy's numbers; the REST API's schemas use them. */
export const policyLimits = {
  /** Of `maxDevices` and of each member of `maxByClass`. */
  devices: { minimum: 0, maximum: 1000 },
  /** Of `maxPendingRegistrations`. */
  pendingRegistrations: { minimum: 1, maximum: 1000 },
  /** Of `swaps.max`, `swaps.graceSwapsPerYear` and `rebinds.max`. */
  swaps: { minimum: 0, maximum: 1000 },
  /** Of `idleAfterSeconds`, `swaps.windowSeconds` and `rebinds.windowSeconds`: 1 second to 10 years. */
  seconds: { minimum: 1, maximum: 315_360_000 },
  /** Of `swaps.minIntervalSeconds`: up to 10 years. */
  interval: { minimum: 0, maximum: 315_360_000 }
} as const;

/** Refuses rules that are out of range or contradict each other with `validation`; `base` prefixes the path of each wrong member. */
export function checkPolicy(rules: Partial<DevicePolicyRules>, base = ''): void {
  const errors: InputError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path: `${base}${path}`, message });
  const number = (path: string, value: number | undefined, limits: { minimum: number; maximum: number }) => {
    const { minimum, maximum } = limits;
    if (value !== undefined && !(Number.isInteger(value) && value >= minimum && value <= maximum))
      wrong(path, `must be a whole number from ${minimum} to ${maximum}`);
  };
  const { maxDevices, maxByClass = {}, swaps, uncountedClasses = [] } = rules;

  number('/maxDevices', maxDevices, policyLimits.devices);
  number('/maxPendingRegistrations', rules.maxPendingRegistrations, policyLimits.pendingRegistrations);
  number('/idleAfterSeconds', rules.idleAfterSeconds, policyLimits.seconds);
  for (const [deviceClass, max] of Object.entries(maxByClass)) {
    number(`/maxByClass/${deviceClass}`, max, policyLimits.devices);
    const counted = !uncountedClasses.some(uncounted => uncounted === deviceClass);
    if (maxDevices !== undefined && max > maxDevices && counted)
      wrong(
        `/maxByClass/${deviceClass}`,
        `must not be more than maxDevices (${maxDevices}), unless the class is uncounted`
      );
  }
  if (swaps) {
    number('/swaps/max', swaps.max, policyLimits.swaps);
    number('/swaps/windowSeconds', swaps.windowSeconds, policyLimits.seconds);
    number('/swaps/minIntervalSeconds', swaps.minIntervalSeconds, policyLimits.interval);
    number('/swaps/graceSwapsPerYear', swaps.graceSwapsPerYear, policyLimits.swaps);
  }
  number('/rebinds/max', rules.rebinds?.max, policyLimits.swaps);
  number('/rebinds/windowSeconds', rules.rebinds?.windowSeconds, policyLimits.seconds);
  if (errors.length > 0) refuseInput(errors);
}
