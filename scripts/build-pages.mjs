import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './repository.mjs';
import { run } from './run.mjs';

/** The workspaces whose pages are built by Vite: `pages/` of each becomes its `dist/pages/`. */
const folders = ['packages/support-console', 'examples/shop'];

/** The other sources of the pages. */
const shared = ['packages/rest-client/src', 'packages/browser-client/src', 'pnpm-lock.yaml'];

/**
 * Builds the pages that changed since they were last built.
 * @returns {Promise<void>}
 */
export async function buildPages() {
  for (const folder of folders) {
    const stamp = join(root, folder, 'dist/pages/.built');
    const wanted = fingerprint([`${folder}/pages`, ...shared]);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    const vite = join(root, folder, 'node_modules/vite/bin/vite.js');
    const code = await run([node, vite, 'build', join(folder, 'pages'), '--logLevel', 'warn']);
    if (code !== 0) {
      console.error(`The pages of ${folder} could not be built.`);
      process.exit(1);
    }
    writeFileSync(stamp, wanted);
  }
}

/**
 * Changes with the name and the text of every file.
 * @param {string[]} paths
 */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const full = join(root, path);
    const files = path.includes('.')
      ? ['']
      : readdirSync(full, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => join(entry.parentPath, entry.name).slice(full.length))
          .sort();
    for (const file of files) hash.update(path + file).update(readFileSync(full + file));
  }
  return hash.digest('hex');
}
