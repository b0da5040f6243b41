import type { InputError } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { DevicePolicyRules } from '../model/policy.ts';

/** The smallest and largest values of a policy's numbers; the REST API's schemas use them. */
export const policyLimits = {
  /** Of `maxDevices` and of each member of `maxByClass`. */
  devices: { minimum: 0, maximum: 1000 },
  /** Of `swaps.max` and `swaps.graceSwapsPerYear`. */
  swaps: { minimum: 0, maximum: 1000 },
  /** Of `idleAfterSeconds` and `swaps.windowSeconds`: 1 second to 10 years. */
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
  if (errors.length > 0) refuseInput(errors);
}
