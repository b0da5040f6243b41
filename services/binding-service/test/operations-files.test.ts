import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { startEmulator, startService } from './support/service.ts';

const folder = new URL('../../../docs/operations/', import.meta.url);
const alerts = new URL('alerts.yml', folder);
const emulator = await startEmulator(t);
const service = await startService(t, 'sqlite::memory:', emulator.url);

/** The names of the series that the service has. */
async function readSeries(): Promise<ReadonlySet<string>> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const metrics = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  const names = metrics.flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['_bucket', '_count', '_sum'].map(suffix => name + suffix) : [name]
  );
  return new Set(names);
}

/** The names of the series in an expression. They contain an underscore; words, labels and values do not count. */
function seriesIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '');
  return bare.match(/\b[a-z]+(?:_\w+)+\b(?!\s*\()/g) ?? [];
}

t.test('the dashboard and the alerts use metrics that exist', async t => {
  const series = await readSeries();
  const dashboard = JSON.parse(await readFile(new URL('dashboard.json', folder), 'utf8'));
  const expressions: string[] = dashboard.panels.flatMap((panel: { targets: { expr: string }[] }) =>
    panel.targets.map(({ expr }) => expr)
  );
  const rules = await readFile(alerts, 'utf8');
  expressions.push(
    ...[...rules.matchAll(/expr: (?:\|\n((?: {10}.*\n)+)|(.*))/g)].map(
      ([, block, line]) => block ?? line ?? ''
    )
  );
  t.ok(expressions.length > 20);
  t.ok(expressions.flatMap(seriesIn).length > 20);
  for (const expression of expressions)
    for (const name of seriesIn(expression)) t.ok(series.has(name), `${name} in ${expression.trim()}`);
});

t.test('every metric of the service is in the documentation', async t => {
  const page = await readFile(new URL('../operations.md', folder), 'utf8');
  const own = [...(await readSeries())].filter(name => !/^(process|nodejs)_/.test(name));
  t.ok(own.length > 8);
  for (const name of own) t.match(page, `\`${name.replace(/_(bucket|count|sum)$/, '')}\``);
});

t.test('Prometheus accepts the alert rules', async t => {
  const run = promisify(execFile);
  const found = await run('promtool', ['--version']).then(
    () => true,
    () => false
  );
  if (!found) return t.comment('promtool is not installed, so that nothing checks the syntax of the rules');
  const { stdout } = await run('promtool', ['check', 'rules', fileURLToPath(alerts)]);
  t.match(stdout, /SUCCESS: \d+ rules found/);
});
