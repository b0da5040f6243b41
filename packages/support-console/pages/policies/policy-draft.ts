import type { DeviceClass, Policy, SavePolicy } from '../api.ts';

const secondsPerDay = 86_400;

/** A policy as the fields of the form hold it: numbers as text, times in days, every rule with a value. */
export interface PolicyDraft {
  readonly name: string;
  readonly maxDevices: string;
  readonly maxByClass: Partial<Record<DeviceClass, string>>;
  readonly uncounted: readonly DeviceClass[];
  readonly limitsSwaps: boolean;
  readonly swapsCount: 'removals' | 'bindings';
  readonly swapsMax: string;
  readonly swapsDays: string;
  readonly swapsIntervalDays: string;
  readonly swapsGrace: string;
  readonly rebindsMax: string;
  readonly rebindsDays: string;
  readonly whenFull: 'refuse' | 'replace-oldest';
  readonly idleDays: string;
  readonly maxPending: string;
  readonly overLimit: 'keep' | 'deactivate-oldest';
  readonly sharedDevices: 'allow' | 'refuse';
}

export function draftOf(policy: Policy): PolicyDraft {
  const { swaps, rebinds } = policy;
  const byClass = Object.entries(policy.maxByClass ?? {}).map(([name, max]) => [name, String(max)]);
  return {
    name: policy.name,
    maxDevices: String(policy.maxDevices),
    maxByClass: Object.fromEntries(byClass),
    uncounted: policy.uncountedClasses ?? [],
    limitsSwaps: swaps !== undefined,
    swapsCount: swaps?.count ?? 'removals',
    swapsMax: String(swaps?.max ?? 1),
    swapsDays: days(swaps?.windowSeconds ?? 30 * secondsPerDay),
    swapsIntervalDays: days(swaps?.minIntervalSeconds),
    swapsGrace: String(swaps?.graceSwapsPerYear ?? 0),
    rebindsMax: String(rebinds?.max ?? ''),
    rebindsDays: days(rebinds?.windowSeconds ?? 30 * secondsPerDay),
    whenFull: policy.whenFull ?? 'refuse',
    idleDays: days(policy.idleAfterSeconds),
    maxPending: String(policy.maxPendingRegistrations ?? ''),
    overLimit: policy.overLimit ?? 'keep',
    sharedDevices: policy.sharedDevices ?? 'allow'
  };
}

/** The rules that the form describes. A rule that the form does not know stays as it was in `policy`. */
export function policyOf(draft: PolicyDraft, policy: Policy): SavePolicy {
  const byClass = Object.entries(draft.maxByClass).filter(([, max]) => max !== '');
  const { name, maxDevices, maxByClass, uncountedClasses, swaps, ...known } = policy;
  const { rebinds, idleAfterSeconds, maxPendingRegistrations, ...others } = known;
  return {
    ...others,
    maxDevices: Number(draft.maxDevices),
    ...(byClass.length > 0 && {
      maxByClass: Object.fromEntries(byClass.map(([name, max]) => [name, Number(max)]))
    }),
    ...(draft.uncounted.length > 0 && { uncountedClasses: [...draft.uncounted] }),
    ...(draft.limitsSwaps && {
      swaps: {
        count: draft.swapsCount,
        max: Number(draft.swapsMax),
        windowSeconds: seconds(draft.swapsDays),
        minIntervalSeconds: seconds(draft.swapsIntervalDays),
        graceSwapsPerYear: Number(draft.swapsGrace)
      }
    }),
    ...(draft.rebindsMax !== '' && {
      rebinds: { max: Number(draft.rebindsMax), windowSeconds: seconds(draft.rebindsDays) }
    }),
    whenFull: draft.whenFull,
    ...(draft.idleDays !== '' && { idleAfterSeconds: seconds(draft.idleDays) }),
    ...(draft.maxPending !== '' && { maxPendingRegistrations: Number(draft.maxPending) }),
    overLimit: draft.overLimit,
    sharedDevices: draft.sharedDevices
  };
}

function days(inSeconds: number | undefined): string {
  return inSeconds === undefined ? '' : String(inSeconds / secondsPerDay);
}

function seconds(inDays: string): number {
  return Math.round(Number(inDays) * secondsPerDay);
}
