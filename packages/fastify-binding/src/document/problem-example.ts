import { toProblemDocument } from '../problems/problem-document.ts';
import type { ProblemJson } from '../problems/problem-schema.ts';
import { type ProblemCode, problemTable } from '../problems/problem-table.ts';

/** The members of a problem document that some codes have. */
type Extra = Pick<ProblemJson, 'errors' | 'conflicts' | 'nextAllowedAt' | 'retryable' | 'upstream'>;

const conflict = ['conflicts', 'nextAllowedAt'] as const;

const extraMembers: Partial<Record<ProblemCode, readonly (keyof Extra)[]>> = {
  validation: ['errors'],
  'entitlement-not-started': ['nextAllowedAt'],
  'device-limit-reached': conflict,
  'swap-not-allowed-yet': conflict,
  'entitlement-changed': ['retryable'],
  'idempotency-in-flight': ['retryable'],
  'token-budget-exhausted': ['retryable'],
  unavailable: ['retryable'],
  'upstream-rejected': ['upstream'],
  'upstream-credentials': ['upstream'],
  'upstream-credits-exhausted': ['upstream'],
  'upstream-unavailable': ['retryable'],
  'upstream-timeout': ['retryable']
};

/**
 * The problem document of a code, for the OpenAPI document.
 *
 * @param sample A problem document that has every member.
 */
export function problemExample(code: ProblemCode, sample: ProblemJson): ProblemJson {
  const { title, remedy } = problemTable[code];
  const extra = (extraMembers[code] ?? []).map(member => [member, sample[member]]);
  return {
    ...toProblemDocument({ code, detail: `${title}. ${remedy}` }, sample.requestId),
    ...Object.fromEntries(extra)
  };
}
