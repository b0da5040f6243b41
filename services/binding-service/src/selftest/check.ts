import { BindingError } from '@expressplay-binding/binding-core';

/** The result of one check. */
export interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was seen, or what to do; never a secret. */
  readonly detail: string;
}

/** Runs a check: passed with the text that it returns, failed with the reason that it throws. */
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

/** Adds the answer of ExpressPlay, if there was one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof BindingError)) return error instanceof Error ? error.message : String(error);
  const { code, detail, upstream } = error.problem;
  return `${code}: ${detail}${upstream ? ` (${upstream.code}: ${upstream.message})` : ''}`;
}
