import type { Policy } from '../api.ts';
import { duration } from '../parts/time.tsx';
import { texts } from '../texts.ts';

/** The rules of a policy as sentences, one per rule. */
export function describePolicy(policy: Policy): string[] {
  const words = texts.policy;
  const rules = [`${words.maxDevices}: ${policy.maxDevices}`];
  for (const [name, max] of Object.entries(policy.maxByClass ?? {}))
    rules.push(`${className(name)}: ≤ ${max}`);
  if (policy.uncountedClasses?.length)
    rules.push(`${words.uncounted}: ${policy.uncountedClasses.map(className).join(', ')}`);
  const { swaps } = policy;
  if (swaps) {
    const what = swaps.count === 'removals' ? words.swapsRemovals : words.swapsBindings;
    rules.push(`${words.swapsMax}: ${swaps.max} / ${duration(swaps.windowSeconds)} (${what})`);
    if (swaps.minIntervalSeconds) rules.push(`${words.swapsInterval}: ${duration(swaps.minIntervalSeconds)}`);
    if (swaps.graceSwapsPerYear) rules.push(`${words.swapsGrace}: ${swaps.graceSwapsPerYear}`);
  }
  const { rebinds } = policy;
  if (rebinds) rules.push(`${words.rebinds}: ${rebinds.max} / ${duration(rebinds.windowSeconds)}`);
  const replaces = policy.whenFull === 'replace-oldest';
  rules.push(`${words.whenFull}: ${replaces ? words.whenFullReplace : words.whenFullRefuse}`);
  if (policy.idleAfterSeconds) rules.push(`${words.idle}: ${duration(policy.idleAfterSeconds)}`);
  if (policy.maxPendingRegistrations) rules.push(`${words.maxPending}: ${policy.maxPendingRegistrations}`);
  if (policy.overLimit === 'deactivate-oldest')
    rules.push(`${words.overLimit}: ${words.overLimitDeactivate}`);
  if (policy.sharedDevices === 'refuse') rules.push(`${words.shared} ${words.sharedRefuse}`);
  return rules;
}

function className(name: string): string {
  return texts.device.class[name as keyof typeof texts.device.class] ?? name;
}
