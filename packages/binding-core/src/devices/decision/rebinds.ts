import type { BindingProblem } from '../../errors.ts';
import type { RebindRules, Swap } from '../../model/policy.ts';
import { second, type Timestamp, toRfc3339 } from '../../model/time.ts';
import { whenFewerThan } from './swaps.ts';

/** Whether a device may keep its slot under a new id. */
export type RebindDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly problem: BindingProblem };

/** Decides whether the id of the device may change once more, given the earlier changes. */
export function decideRebind(
  { max, windowSeconds }: RebindRules,
  swaps: readonly Swap[],
  deviceId: string,
  now: Timestamp
): RebindDecision {
  const earlier = swaps.filter(swap => swap.kind === 'rebind' && swap.deviceId === deviceId);
  const moments = earlier.map(({ at }) => at);
  const nextAllowedAt = whenFewerThan(max, windowSeconds * second, moments, now);
  if (nextAllowedAt === now) return { allowed: true };
  const used = `${earlier.length} new ids of this device within the window; ${max} within ${windowSeconds} seconds are allowed.`;
  return {
    allowed: false,
    problem: {
      code: 'swap-not-allowed-yet',
      detail: detailOf(nextAllowedAt),
      reasoning: [{ rule: 'rebinds', passed: false, detail: used }],
      nextAllowedAt
    }
  };
}

function detailOf(nextAllowedAt: Timestamp | undefined): string {
  const when =
    nextAllowedAt === undefined
      ? 'Only staff can allow it, with an override.'
      : `The next change is possible at ${toRfc3339(nextAllowedAt)}; staff can override this.`;
  return `The id of this device may not change again now. ${when}`;
}
