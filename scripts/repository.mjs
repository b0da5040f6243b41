import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Manifest The members of a package.json that the scripts read.
 * @property {string} name
 * @property {boolean} [private]
 * @property {string} [packageManager]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {object} Workspace
 * @property {string} path The folder from the root, e.g. `packages/binding-core`.
 * @property {string} folder The same folder as an absolute path.
 * @property {Manifest} manifest
 */

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** pnpm with its pinned version, e.g. `pnpm@12.21.0`: the root package.json is the one place that says which. */
export const packageManager = readManifest(root).packageManager ?? 'pnpm';

/** Node 24, which the npm package `node` installs: the machine's own may be older. */
export const node = join(root, 'node_modules/.bin/node');

/** PATH with Node 24 and the installed tools first. */
export const toolPath = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;

/**
 * Every package, service and example of the repository, in the order of their names.
 * @returns {Workspace[]}
 */
export function workspaces() {
  return ['packages', 'services', 'examples'].flatMap(group =>
    readdirSync(join(root, group))
      .sort()
      .map(name => {
        const folder = join(root, group, name);
        return { path: `${group}/${name}`, folder, manifest: readManifest(folder) };
      })
  );
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
