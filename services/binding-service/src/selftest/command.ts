import { parseArgs } from 'node:util';
import { type Drm, drms } from '@expressplay-binding/binding-core';
import type { Configuration } from '../config/configuration.ts';
import { UsageError } from '../usage-error.ts';
import type { Check } from './check.ts';
import { selftest } from './selftest.ts';

/** `selftest [--json] [--drm <drm>…]`: prints a report and says whether no check failed. */
export async function runSelftestCommand(
  args: readonly string[],
  configuration: Configuration,
  print: (line: string) => void
): Promise<boolean> {
  const { json, wanted } = read(args);
  const checks = await selftest(configuration, wanted);
  const ok = checks.every(({ state }) => state !== 'failed');
  if (json) print(JSON.stringify({ ok, checks }, null, 2));
  else for (const line of report(checks)) print(line);
  return ok;
}

function read(args: readonly string[]): { json: boolean; wanted: readonly Drm[] } {
  const { json = false, drm = [...drms] } = parse(args);
  const wanted = drm.filter(isDrm);
  if (wanted.length < drm.length) throw new UsageError(`--drm takes ${drms.join(', ')}.`);
  return { json, wanted };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, drm: { type: 'string', multiple: true } }
    }).values;
  } catch {
    throw new UsageError('Say `selftest`, with `--json` or `--drm <drm>` if you like.');
  }
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

function isDrm(word: string): word is Drm {
  return (drms as readonly string[]).includes(word);
}
