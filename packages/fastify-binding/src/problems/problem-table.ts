import type { BindingErrorCode } from '@expressplay-binding/binding-core';
import { httpProblems, type ProblemKind } from './http-problems.ts';
import { ruleProblems } from './rule-problems.ts';

/** A code of HTTP itself. */
export type HttpProblemCode = keyof typeof httpProblems;

/** Every `code` that a problem document can have. */
export type ProblemCode = BindingErrorCode | HttpProblemCode;

/** Every code with its status, title and remedy, in order of status. `docs/problems.md` is made from it. */
export const problemTable = Object.fromEntries(
  Object.entries<ProblemKind>({ ...httpProblems, ...ruleProblems }).sort(
    ([, a], [, b]) => a.status - b.status
  )
) as Readonly<Record<ProblemCode, ProblemKind>>;

/**
 * The stable URI of a code. It is a name and no address, so it stays the same wherever the documentation is published. Its last
 * part is the code's heading in `docs/problems.md`.
 */
export function problemType(code: ProblemCode): string {
  return `urn:expressplay-binding:problem:${code}`;
}
