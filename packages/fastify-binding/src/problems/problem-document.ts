import { BindingError, type BindingProblem } from '@expressplay-binding/binding-core';
import type { FastifyError } from 'fastify';
import { compact } from '../http/compact.ts';
import { inputErrors, invalidInput } from '../http/input-errors.ts';
import { toOptionalRfc3339 } from '../http/times.ts';
import { HttpProblem } from './http-problem.ts';
import type { ProblemJson } from './problem-schema.ts';
import { type ProblemCode, problemTable, problemType } from './problem-table.ts';

/** A refusal by a rule or by HTTP. */
export type Refusal = Omit<BindingProblem, 'code'> & { readonly code: ProblemCode };

/** The problem document (RFC 9457) of a refusal. It has no `requestId` when it is part of another answer. */
export function toProblemDocument(refusal: Refusal, requestId?: string): ProblemJson {
  const { code, detail, errors, conflicts, reasoning, nextAllowedAt, retryable, upstream } = refusal;
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
    reasoning: reasoning?.map(outcome => ({ ...outcome })),
    nextAllowedAt: toOptionalRfc3339(nextAllowedAt),
    retryable,
    upstream
  });
}

/** A refusal with the headers of its answer. */
export interface RefusalReply {
  /** What the problem document says. */
  readonly refusal: Refusal;
  /** Headers of the answer, e.g. `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Converts every error into a refusal. An unknown error is a fault of the service: `internal`. */
export function problemOfError(error: unknown): RefusalReply {
  if (error instanceof BindingError) return ofRule(error.problem);
  if (error instanceof HttpProblem)
    return {
      refusal: {
        code: error.code,
        detail: error.message,
        retryable: error.code === 'unavailable' ? true : undefined
      },
      headers: error.headers
    };
  return ofFramework(error as Partial<FastifyError>);
}

function ofRule(problem: BindingProblem): RefusalReply {
  const { retryAfter } = problem;
  return { refusal: problem, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } };
}

function ofFramework(error: Partial<FastifyError>): RefusalReply {
  if (error.validation)
    return ofRule(invalidInput(inputErrors(error.validation, error.validationContext)).problem);
  const code = codeOfStatus(error.statusCode);
  return { refusal: { code, detail: frameworkDetail(error, code) }, headers: {} };
}

const codesOfStatus: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  408: 'request-timeout',
  413: 'payload-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  429: 'rate-limited',
  503: 'unavailable'
};

function codeOfStatus(status = 500): ProblemCode {
  return codesOfStatus[status] ?? (status >= 400 && status < 500 ? 'validation' : 'internal');
}

// The texts of the framework repeat the input, which may contain a secret in the wrong place.
function frameworkDetail(error: Partial<FastifyError>, code: ProblemCode): string {
  if (code !== 'validation') return `${problemTable[code].title}. ${problemTable[code].remedy}`;
  if (error.code === 'FST_ERR_BAD_URL') return 'The path is not valid: its percent-encoding is broken.';
  return 'The body is not valid JSON.';
}
