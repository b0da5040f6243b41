import { BindingError, type BindingProblem } from '@expressplay-binding/binding-core';
import type { FastifyError } from 'fastify';
import { inputErrors, invalidInput } from '../http/input-errors.ts';
import { HttpProblem } from './http-problem.ts';
import type { Refusal } from './problem-document.ts';
import { type ProblemCode, problemTable } from './problem-table.ts';

/** A refusal with the headers of its answer. */
export interface ErrorReply {
  readonly refusal: Refusal;
  readonly headers: Readonly<Record<string, string>>;
}

/** The one place that turns errors into refusals. What is not known here is a fault of ours: `internal`. */
export function problemOfError(error: unknown): ErrorReply {
  if (error instanceof BindingError) return ofRule(error.problem);
  if (error instanceof HttpProblem)
    return { refusal: { code: error.code, detail: error.message }, headers: error.headers };
  return ofFramework(error as Partial<FastifyError>);
}

function ofRule(problem: BindingProblem): ErrorReply {
  const { retryAfter } = problem;
  return { refusal: problem, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } };
}

function ofFramework(error: Partial<FastifyError>): ErrorReply {
  if (error.validation)
    return ofRule(invalidInput(inputErrors(error.validation, error.validationContext)).problem);
  const code = codeOfStatus(error.statusCode);
  return { refusal: { code, detail: frameworkDetail(error, code) }, headers: {} };
}

function codeOfStatus(status: number | undefined): ProblemCode {
  switch (status) {
    case 404:
      return 'not-found';
    case 408:
      return 'request-timeout';
    case 413:
      return 'payload-too-large';
    case 414:
      return 'uri-too-long';
    case 415:
      return 'unsupported-media-type';
    case 429:
      return 'rate-limited';
    case 503:
      return 'unavailable';
    default:
      return status !== undefined && status >= 400 && status < 500 ? 'validation' : 'internal';
  }
}

// Only texts of our own: the framework's repeat what was sent, and that may be a secret in the wrong place.
function frameworkDetail(error: Partial<FastifyError>, code: ProblemCode): string {
  if (code !== 'validation') return `${problemTable[code].title}. ${problemTable[code].remedy}`;
  if (error.code === 'FST_ERR_BAD_URL') return 'The path is not valid: its percent-encoding is broken.';
  return 'The body is not valid JSON.';
}
