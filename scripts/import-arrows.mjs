import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/**
 * Which workspaces each one may use: the arrows run one way.
 * @type {Record<string, string[]>}
 */
export const arrows = {
  'expressplay-client': [],
  'expressplay-emulator': [],
  'binding-core': [],
  'storage-kysely': ['binding-core'],
  'fastify-binding': ['binding-core', 'expressplay-client'],
  'binding-service': ['binding-core', 'expressplay-client', 'fastify-binding', 'storage-kysely']
};

const scope = '@expressplay-binding/';

/**
 * Finds what a workspace uses against {@link arrows}: in the imports of its sources, types included, and in the
 * dependencies that its package.json installs for users. Tests are free to use any workspace.
 * @param {import('./repository.mjs').Workspace} workspace
 * @returns {string[]} One sentence for each finding.
 */
export function forbiddenUses({ path, folder, manifest }) {
  const name = manifest.name.slice(scope.length);
  const allowed = arrows[name];
  if (allowed === undefined) return [`${path} has no row in scripts/import-arrows.mjs`];
  const mayUse = [name, ...allowed].map(other => scope + other);

  const dependencies = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies
  };
  const installed = Object.keys(dependencies).filter(dependency => isForbidden(dependency, mayUse));
  return [
    ...installed.map(dependency => `${path}/package.json depends on ${dependency}`),
    ...globSync('src/**/*.ts', { cwd: folder })
      .sort()
      .flatMap(file =>
        importsOf(join(folder, file))
          .filter(specifier => isForbidden(specifier, mayUse) || leaves(folder, file, specifier))
          .map(specifier => `${path}/${file} imports ${specifier}`)
      )
  ];
}

/** @param {string} file */
function importsOf(file) {
  const source = readFileSync(file, 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
    ),
    ...dynamicImports.map(({ moduleRequest }) => source.slice(moduleRequest.start + 1, moduleRequest.end - 1))
  ];
}

/**
 * @param {string} specifier
 * @param {string[]} mayUse
 */
function isForbidden(specifier, mayUse) {
  return specifier.startsWith(scope) && !mayUse.includes(specifier.split('/', 2).join('/'));
}

/**
 * Whether a relative import reaches outside the workspace's own sources.
 * @param {string} folder
 * @param {string} file
 * @param {string} specifier
 */
function leaves(folder, file, specifier) {
  if (!specifier.startsWith('.')) return false;
  return !relative(folder, resolve(folder, file, '..', specifier)).startsWith(`src${sep}`);
}
