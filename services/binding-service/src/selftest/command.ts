import { type Drm, drms } from '@expressplay-binding/binding-core';
import type { Configuration } from '../config/configuration.ts';
import type { BindingFinding, Check } from './check.ts';
import { selftest } from './selftest.ts';

/** The options of `selftest`. */
export interface SelftestOptions {
  /** Prints JSON instead of lines for people. */
  readonly json?: boolean;
  /** The DRMs to check; all unless given. */
  readonly drm?: readonly Drm[];
}

/**
 * Prints a report. Returns the exit code: 0 if no check failed, 3 if only the device restriction fails because it is ignored, 4 if only
 * because it has another name, 1 otherwise.
 */
export async function runSelftestCommand(
  { json = false, drm = drms }: SelftestOptions,
  configuration: Configuration,
  print: (line: string) => void
): Promise<number> {
  const checks = await selftest(configuration, drm);
  const ok = checks.every(({ state }) => state !== 'failed');
  if (json) print(JSON.stringify({ ok, checks }, null, 2));
  else for (const line of report(checks)) print(line);
  return exitCodeOf(checks);
}

function exitCodeOf(checks: readonly Check[]): number {
  const failed = checks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return 0;
  const [first, ...others] = failed;
  return first?.finding !== undefined && others.length === 0 ? exitCodes[first.finding] : 1;
}

const exitCodes = { ignored: 3, 'other-spelling': 4 } as const satisfies Record<BindingFinding, number>;

const marks = { passed: '✔', failed: '✖', skipped: '–' } as const satisfies Record<Check['state'], string>;

function report(checks: readonly Check[]): readonly string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const failed = checks.filter(({ state }) => state === 'failed').length;
  return [
    ...checks.map(({ name, state, detail }) => `${marks[state]} ${name.padEnd(width)}  ${detail}`),
    failed === 0 ? 'All is well.' : `${failed} of ${checks.length} checks failed.`
  ];
}
