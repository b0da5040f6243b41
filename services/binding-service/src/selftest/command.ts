import { type Drm, drms } from '@expressplay-binding/binding-core';
import type { Configuration } from '../config/configuration.ts';
import type { Check } from './check.ts';
import { selftest } from './selftest.ts';

/** The options of `selftest`. */
export interface SelftestOptions {
  /** Prints JSON instead of lines for people. */
  readonly json?: boolean;
  /** The DRMs to check; all unless given. */
  readonly drm?: readonly Drm[];
}

/** Prints a report. Returns whether no check failed. */
export async function runSelftestCommand(
  { json = false, drm = drms }: SelftestOptions,
  configuration: Configuration,
  print: (line: string) => void
): Promise<boolean> {
  const checks = await selftest(configuration, drm);
  const ok = checks.every(({ state }) => state !== 'failed');
  if (json) print(JSON.stringify({ ok, checks }, null, 2));
  else for (const line of report(checks)) print(line);
  return ok;
}

const marks = { passed: '✔', failed: '✖', skipped: '–' } as const satisfies Record<Check['state'], string>;

function report(checks: readonly Check[]): readonly string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const failed = checks.filter(({ state }) => state === 'failed').length;
  return [
    ...checks.map(({ name, state, detail }) => `${marks[state]} ${name.padEnd(width)}  ${detail}`),
    failed === 0 ? 'All is well.' : `${failed} of ${checks.length} checks failed.`
  ];
}
