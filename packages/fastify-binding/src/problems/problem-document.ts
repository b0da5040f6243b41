import type { BindingProblem } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339 } from '../http/times.ts';
import type { ProblemJson } from './problem-schema.ts';
import { type ProblemCode, problemTable, problemType } from './problem-table.ts';

/** A refusal, whether by a rule or by HTTP. */
export type Refusal = Omit<BindingProblem, 'code'> & { readonly code: ProblemCode };

/** The problem document (RFC 9457) of a refusal. Without a `requestId` where it is part of another answer. */
export function toProblemDocument(refusal: Refusal, requestId?: string): ProblemJson {
  const { code, detail, errors, conflicts, nextAllowedAt, retryable, upstream } = refusal;
  const { status, title } = problemTable[code];
  return compact({
    type: problemType(code),
    title,
    status,
    detail,
    code,
    requestId,
    errors: errors && [...errors],
    conflicts: conflicts?.map(conflict =>
      compact({
        ...conflict,
        lastTokenAt: toOptionalRfc3339(conflict.lastTokenAt),
        nextAllowedAt: toOptionalRfc3339(conflict.nextAllowedAt)
      })
    ),
    nextAllowedAt: toOptionalRfc3339(nextAllowedAt),
    retryable,
    upstream
  });
}
