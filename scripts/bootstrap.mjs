import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages } from './build-pages.mjs';
import { node, packageManager, root, workspaces } from './repository.mjs';
import { run } from './run.mjs';

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

  console.log(`Installing packages with ${packageManager}…`);
  const code = await run(['npx', '--yes', packageManager, 'install', '--frozen-lockfile'], {
    // pnpm then replaces a node_modules of another layout without a question.
    environment: { CI: 'true' }
  });
  if (code !== 0) {
    console.error('The packages could not be installed.');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
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
