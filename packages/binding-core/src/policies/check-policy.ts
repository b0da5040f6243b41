import type { InputError } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { DevicePolicyRules } from '../model/policy.ts';

/** The numbers of a policy with their smallest and greatest values; the REST API's schemas are made from them. */
export const policyLimits = {
  devices: { minimum: 0, maximum: 1000 },
  swaps: { minimum: 0, maximum: 1000 },
  /** 10 years. */
  seconds: { minimum: 1, maximum: 315_360_000 },
  interval: { minimum: 0, maximum: 315_360_000 }
} as const;

interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

/** Refuses rules that are absurd or contradict themselves with `validation`, naming each member that is wrong. */
export function checkPolicy(rules: Partial<DevicePolicyRules>, base = ''): void {
  const errors: InputError[] = [];
  const number = (path: string, value: number | undefined, { minimum, maximum }: Limits) => {
    if (value !== undefined && !(Number.isInteger(value) && value >= minimum && value <= maximum))
      errors.push({
        path: `${base}${path}`,
        message: `must be a whole number from ${minimum} to ${maximum}`
      });
  };
  const { maxDevices, maxByClass = {}, swaps, uncountedClasses = [] } = rules;

  number('/maxDevices', maxDevices, policyLimits.devices);
  number('/idleAfterSeconds', rules.idleAfterSeconds, policyLimits.seconds);
  for (const [deviceClass, max] of Object.entries(maxByClass)) {
    number(`/maxByClass/${deviceClass}`, max, policyLimits.devices);
    const counted = !uncountedClasses.some(uncounted => uncounted === deviceClass);
    if (maxDevices !== undefined && max > maxDevices && counted)
      errors.push({
        path: `${base}/maxByClass/${deviceClass}`,
        message: `must not be more than maxDevices (${maxDevices}), unless the class is uncounted`
      });
  }
  if (swaps) {
    number('/swaps/max', swaps.max, policyLimits.swaps);
    number('/swaps/windowSeconds', swaps.windowSeconds, policyLimits.seconds);
    number('/swaps/minIntervalSeconds', swaps.minIntervalSeconds, policyLimits.interval);
    number('/swaps/graceSwapsPerYear', swaps.graceSwapsPerYear, policyLimits.swaps);
  }
  if (errors.length > 0) refuseInput(errors);
}
