import type { Swap, SwapRules } from '../../model/policy.ts';
import { day, second, type Timestamp } from '../../model/time.ts';

/** The window in which grace swaps count. */
export const graceWindow = 365 * day;

/** A swap that may happen now. */
export interface AllowedSwap {
  readonly allowed: true;
  /** The kind of swap that it counts as; `undefined` if it does not count. */
  readonly counts: Swap['kind'] | undefined;
  /** Whether it is only allowed as a grace swap. */
  readonly grace: boolean;
}

/** Whether a swap may happen now; if not, when it may, `undefined` for never. */
export type SwapDecision =
  | AllowedSwap
  | { readonly allowed: false; readonly nextAllowedAt: Timestamp | undefined };

/** A swap that does not count. */
export const freeSwap: AllowedSwap = { allowed: true, counts: undefined, grace: false };

/** Decides whether one more swap of this kind is allowed now, given the earlier ones. A swap counts for its whole window. */
export function judgeSwap(
  rules: SwapRules | undefined,
  kind: Swap['kind'],
  swaps: readonly Swap[],
  now: Timestamp
): SwapDecision {
  if (!rules || rules.count !== `${kind}s`) return freeSwap;
  const past = swaps.filter(swap => swap.kind === kind).map(swap => swap.at);
  const byRule = latest(
    whenFewerThan(rules.max, rules.windowSeconds * second, past, now),
    intervalOver(rules, past, now)
  );
  if (byRule === now) return { allowed: true, counts: kind, grace: false };

  const graces = swaps.filter(swap => swap.grace).map(swap => swap.at);
  const byGrace = whenFewerThan(rules.graceSwapsPerYear ?? 0, graceWindow, graces, now);
  if (byGrace === now) return { allowed: true, counts: kind, grace: true };
  return { allowed: false, nextAllowedAt: earliest(byRule, byGrace) };
}

/** The first moment from now on whose window has fewer than `max` of the moments in it; `undefined` if `max` is 0. */
export function whenFewerThan(
  max: number,
  window: number,
  moments: readonly Timestamp[],
  now: Timestamp
): Timestamp | undefined {
  if (max === 0) return undefined;
  const blocking = moments.filter(at => at + window > now).sort((a, b) => a - b);
  if (blocking.length < max) return now;
  return blocking.slice(blocking.length - max)[0]! + window;
}

function intervalOver(rules: SwapRules, moments: readonly Timestamp[], now: Timestamp): Timestamp {
  const interval = (rules.minIntervalSeconds ?? 0) * second;
  return Math.max(now, ...moments.map(at => at + interval));
}

function latest(a: Timestamp | undefined, b: Timestamp): Timestamp | undefined {
  return a === undefined ? undefined : Math.max(a, b);
}

function earliest(a: Timestamp | undefined, b: Timestamp | undefined): Timestamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
