// Checks every package as users get it: packs and lints it, installs it elsewhere with npm, and runs its example there.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolPath, workspaces } from './repository.mjs';
import { startStack } from './stack.mjs';

const published = workspaces().filter(({ manifest }) => !manifest.private);
const everyPackage = [
  'package/LICENSE',
  'package/README.md',
  'package/dist/index.js',
  'package/dist/index.d.ts'
];
const temporary = mkdtempSync(join(tmpdir(), 'packed-'));

try {
  await checkPackages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true });
}

async function checkPackages() {
  for (const { path, folder } of published) {
    const place = mkdtempSync(join(temporary, 'tarball-'));
    must(`pack ${path}`, ['pnpm', 'pack', '--pack-destination', place], folder);
    must(`find what every package brings in ${path}`, ['tar', '-tzf', ...tarballs(place), ...everyPackage]);
    must(`lint ${path} packed`, ['publint', 'run', '--strict', ...tarballs(place)]);
    must(`resolve the types of ${path} packed`, ['attw', '--profile', 'esm-only', ...tarballs(place)]);
  }

  writeFileSync(join(temporary, 'package.json'), '{ "private": true }');
  must('install all of them', [
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...tarballs(temporary)
  ]);

  // The example of rest-client talks to a service.
  const { PATH, HOME } = process.env;
  const stack = await startStack({
    ...{ PATH, HOME, LOG_LEVEL: 'warn' },
    ...{ PORT: '0', EMULATOR_PORT: '0', DATA_DIR: join(temporary, 'data') }
  });
  try {
    runExamples({ BINDING_URL: stack.serviceUrl, BINDING_API_KEY: stack.apiKey });
  } finally {
    await stack.stop();
  }
}

/** @param {NodeJS.ProcessEnv} environment */
function runExamples(environment) {
  for (const { path, folder } of published) {
    const example = join(folder, 'examples/quickstart.mjs');
    // A service is started, not imported: it needs no example.
    if (path.startsWith('services/') && !existsSync(example)) continue;
    if (!existsSync(example)) throw new Error(`${path} has no examples/quickstart.mjs.`);
    const copy = `${path.replace('/', '-')}.mjs`;
    copyFileSync(example, join(temporary, copy));
    must(`run the example of ${path}`, ['node', copy], temporary, environment);
  }
}

/** @param {string} folder */
function tarballs(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.tgz'))
    .map(file => join(folder, file));
}

/**
 * @param {string} purpose
 * @param {string[]} commandLine
 * @throws {Error} With what the command printed, when it fails.
 */
function must(purpose, [command = '', ...args], cwd = temporary, environment = {}) {
  console.log(`  ${purpose}`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...environment, PATH: toolPath },
    encoding: 'utf8',
    timeout: 180_000
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}Could not ${purpose}.`);
}
