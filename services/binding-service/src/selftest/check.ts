import { BindingError } from '@expressplay-binding/binding-core';

/** What came of one check. */
export interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was seen, or what to do; never a secret. */
  readonly detail: string;
}

/** Does something that gives its detail, and fails with the reason when it throws. */
export async function check(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { name, state: 'passed', detail: await work() };
  } catch (error) {
    return { name, state: 'failed', detail: reasonOf(error) };
  }
}

export function skipped(name: string, detail: string): Check {
  return { name, state: 'skipped', detail };
}

/** With what ExpressPlay said, where it said something. */
function reasonOf(error: unknown): string {
  if (!(error instanceof BindingError)) return error instanceof Error ? error.message : String(error);
  const { code, detail, upstream } = error.problem;
  return `${code}: ${detail}${upstream ? ` (${upstream.code}: ${upstream.message})` : ''}`;
}
