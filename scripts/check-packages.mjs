// Checks every package as a stranger gets it: packed, linted, installed elsewhere with npm, and its example run there.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaces } from './repository.mjs';
import { run } from './run.mjs';

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
  const published = workspaces().filter(({ manifest }) => !manifest.private);
  for (const { path, folder } of published) {
    await must(
      `${path} cannot be packed`,
      ['pnpm', 'pack', '--loglevel=error', '--pack-destination', temporary],
      folder
    );
  }

  const tarballs = readdirSync(temporary).map(file => join(temporary, file));
  for (const tarball of tarballs) {
    await must(`publint objects to ${tarball}`, ['publint', 'run', '--strict', tarball]);
    await must(`attw objects to ${tarball}`, ['attw', '--profile', 'esm-only', '--format', 'ascii', tarball]);
  }

  writeFileSync(join(temporary, 'package.json'), '{ "private": true }');
  await must('the packages cannot be installed', [
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...tarballs
  ]);

  for (const { path, folder } of published) {
    const example = join(folder, 'examples/quickstart.mjs');
    // A service is started, not imported: it may do without.
    if (!existsSync(example) && path.startsWith('services/')) continue;
    const copy = join(temporary, `${path.replace('/', '-')}.mjs`);
    copyFileSync(example, copy);
    await must(`the example of ${path} fails`, ['node', copy]);
  }
}

/**
 * @param {string} complaint
 * @param {string[]} commandLine
 */
async function must(complaint, commandLine, cwd = temporary) {
  if ((await run(commandLine, { cwd })) !== 0) throw new Error(`Packed packages: ${complaint}.`);
}
