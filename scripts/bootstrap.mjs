import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildPages } from './build-pages.mjs';
import { InstallProgress } from './install-progress.mjs';
import { node, packageManager, root, workspaces } from './repository.mjs';

const stamp = join(root, 'node_modules/.installed');

/**
 * Installs what the lockfile lists, on a machine with nothing but Node and npm, and builds the pages. Does nothing when that is
 * done already.
 * @returns {Promise<void>}
 */
export async function bootstrap() {
  await install();
  await buildPages();
}

async function install() {
  const wanted = fingerprint();
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.log('Installing the packages of this repository, once…');
  if (!(await runInstallation())) process.exit(1);
  writeFileSync(stamp, wanted);
}

/** Runs pnpm and shows how far it is, in place of its list of package names. Returns whether it succeeded. */
async function runInstallation() {
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=ndjson'];
  const child = spawn('npx', args, {
    cwd: root,
    // pnpm then replaces a node_modules of another layout without a question.
    env: { ...process.env, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const ended = once(child, 'close');
  const progress = new InstallProgress(process.stdout);
  // pnpm reports on stderr; scripts of packages print on both.
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', line => progress.read(line));
  const [code] = await ended;
  progress.end();
  if (code !== 0) console.error(progress.failure());
  return code === 0;
}

/** Changes with the lockfile, the workspace settings and every package.json. */
function fingerprint() {
  const manifests = ['.', ...workspaces().map(workspace => workspace.path)].map(
    path => `${path}/package.json`
  );
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
