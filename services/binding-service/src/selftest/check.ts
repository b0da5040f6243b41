import { BindingError } from '@expressplay-binding/binding-core';

/** The result of one check. */
export interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was seen, or what to do; never a secret. */
  readonly detail: string;
  /** What was found out about the restriction of tokens to a device, if it does not hold. */
  readonly finding?: BindingFinding;
}

/** The restriction is ignored, or it is known under another name than the configured one. */
export type BindingFinding = 'ignored' | 'other-spelling';

/** A check found that tokens are not restricted to a device. */
export class UnboundError extends Error {
  override readonly name = 'UnboundError';
  readonly finding: BindingFinding;

  constructor(finding: BindingFinding, message: string) {
    super(message);
    this.finding = finding;
  }
}

/** Runs a check: passed with the text that it returns, failed with the reason that it throws. */
export async function check(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { name, state: 'passed', detail: await work() };
  } catch (error) {
    const failed = { name, state: 'failed', detail: reasonOf(error) } as const;
    return error instanceof UnboundError ? { ...failed, finding: error.finding } : failed;
  }
}

export function skipped(name: string, detail: string): Check {
  return { name, state: 'skipped', detail };
}

/** Adds the answer of ExpressPlay, if there was one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof BindingError)) return error instanceof Error ? error.message : String(error);
  const { code, detail, upstream } = error.problem;
  return `${code}: ${detail}${upstream ? ` (${upstream.code}: ${upstream.message})` : ''}`;
}
