/* The sentences about each rule that a decision consists of. They are for staff: `detail` of a problem is for everybody. */
import type { RuleOutcome } from '../../errors.ts';
import type { DeviceClass } from '../../model/device.ts';
import type { DevicePolicy, SwapRules } from '../../model/policy.ts';
import { type Timestamp, toRfc3339 } from '../../model/time.ts';
import { isFull, type NamedLimit } from './room.ts';

/** Says how full each limit is that a device of the class takes room of. */
export function explainLimits(limits: readonly NamedLimit[], deviceClass: DeviceClass): RuleOutcome[] {
  if (limits.length === 0)
    return [
      { rule: 'uncountedClasses', passed: true, detail: `Devices of class ${deviceClass} take no slot.` }
    ];
  return limits.map(limit => ({
    rule: limit.rule,
    passed: !isFull(limit),
    detail: `${limit.filledBy.length} of ${limit.description} are in use.`
  }));
}

/** Says what the policy does with a new device when a limit is full. */
export function explainWhenFull({ whenFull }: DevicePolicy, makesRoom: boolean): RuleOutcome {
  if (makesRoom)
    return { rule: 'whenFull', passed: true, detail: 'The longest unused device makes room for a new one.' };
  const detail =
    whenFull === 'replace-oldest'
      ? 'The longest unused device would make room, but the limit is 0.'
      : 'A new device is refused when there is no room.';
  return { rule: 'whenFull', passed: false, detail };
}

/** Says why no further change of devices is allowed now. */
export function explainSwap(rules: SwapRules | undefined, nextAllowedAt: Timestamp | undefined): RuleOutcome {
  const limit = `${rules?.max} ${rules?.count} within ${rules?.windowSeconds} seconds are allowed, and used up`;
  const next = nextAllowedAt === undefined ? 'for good' : `until ${toRfc3339(nextAllowedAt)}`;
  return { rule: 'swaps', passed: false, detail: `${limit} ${next}.` };
}
