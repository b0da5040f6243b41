import type { HttpProblemCode } from './problem-table.ts';

/**
 * A refusal by HTTP and not by the rules of device binding. Thrown anywhere below {@link problemDetails}, it becomes the
 * answer.
 */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  /** The code of the problem document. */
  readonly code: HttpProblemCode;
  /** Headers that belong to the answer, e.g. `WWW-Authenticate`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: HttpProblemCode,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions
  ) {
    super(detail, options);
    this.code = code;
    this.headers = headers;
  }
}
