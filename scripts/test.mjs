// npm test: everything that CI checks, up to the first group that fails.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root, workspaces } from './repository.mjs';
import { run } from './run.mjs';

/** Each folder with tap suites keeps the raw results of its last run here. */
const results = '.tap/results.tap';

/** The reporters of tap print no failure where `CI` is set, so this script does. turbo sends no telemetry. */
const environment = { TAP_REPORTER: 'silent', TAP_OUTPUT_FILE: results, TURBO_TELEMETRY_DISABLED: '1' };

await bootstrap();
// Imported after the installation that it needs.
const { readTestResults } = await import('./test-results.mjs');

const folders = workspaces().map(workspace => workspace.folder);
const suiteFolders = [root, ...folders];
const topFolders = new Set([
  'scripts',
  ...workspaces().map(workspace => workspace.path.split('/', 1)[0] ?? '')
]);

/** @type {Array<[name: string, ...commandLines: string[][]]>} */
const groups = [
  ['Formatting and lint', ['biome', 'check', '.']],
  [
    'Types',
    ['tsc', '-b'],
    ['tsc', '-p', 'scripts'],
    ...folders
      .flatMap(folder => [join(folder, 'test'), join(folder, 'pages')])
      .filter(folder => existsSync(join(folder, 'tsconfig.json')))
      .map(folder => ['tsc', '-p', folder])
  ],
  ['Direction of imports', ['depcruise', '--output-type', 'err-long', ...topFolders]],
  ['Unused files, exports and dependencies', ['knip']],
  [
    'Test suites',
    ['tap', 'scripts/test/*.test.mjs'],
    [
      'node',
      'scripts/with-mariadb.mjs',
      'turbo',
      'run',
      'test',
      '--continue',
      '--concurrency=2',
      '--ui=stream'
    ]
  ],
  ['OpenAPI document', ['node', 'scripts/lint-openapi.mjs'], ['node', 'scripts/check-api-compatibility.mjs']],
  ['Packed packages', ['node', 'scripts/check-packages.mjs']],
  [
    'Container image',
    ['dclint', 'compose.yaml'],
    ['dockerfile-utils', 'lint', 'Dockerfile'],
    ['node', 'scripts/check-image.mjs']
  ]
];

for (const folder of suiteFolders) rmSync(join(folder, results), { force: true });

let passedGroups = 0;
for (const [name, ...commandLines] of groups) {
  console.log(`\n▶ ${name}`);
  const start = performance.now();
  if (!(await succeed(commandLines))) {
    console.error(`\n✖ ${name}`);
    report(passedGroups, 1);
    process.exit(1);
  }
  console.log(`✔ ${name}, ${Math.round((performance.now() - start) / 1000)} s`);
  passedGroups += 1;
}
console.log('\n✔ Everything passes');
report(passedGroups, 0);

/** @param {string[][]} commandLines */
async function succeed(commandLines) {
  for (const commandLine of commandLines) {
    if ((await run(commandLine, { environment })) !== 0) return false;
  }
  return true;
}

/**
 * Prints each failed and each skipped test, and the sum of assertions and groups. A group that fails by its assertions is not
 * counted again.
 * @param {number} passed
 * @param {number} failed
 */
function report(passed, failed) {
  const suites = suiteFolders.map(folder => readTestResults(join(folder, results)));
  for (const { failures, skipped } of suites) {
    if (skipped) console.log(`\n${skipped}`);
    if (failures) console.error(`\n${failures}`);
  }
  const sum = (/** @type {number[]} */ counts) => counts.reduce((total, count) => total + count, 0);
  const passedAssertions = sum(suites.map(suite => suite.passed));
  const failedAssertions = sum(suites.map(suite => suite.failed));
  console.log(`${passed + passedAssertions} passed, ${Math.max(failed, failedAssertions)} failed`);
}
