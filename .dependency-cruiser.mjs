import { existsSync, readdirSync } from 'node:fs';

/**
 * The arrows of ARCHITECTURE.md: which other workspaces the sources of each workspace may import.
 * @type {Record<string, string[]>}
 */
const arrows = {
  'expressplay-client': [],
  'expressplay-emulator': [],
  'binding-core': [],
  'storage-kysely': ['binding-core'],
  'fastify-binding': ['binding-core', 'expressplay-client'],
  'binding-service': [
    'binding-core',
    'expressplay-client',
    'fastify-binding',
    'rest-client',
    'storage-kysely',
    'support-console'
  ],
  'rest-client': [],
  'browser-client': [],
  'support-console': ['rest-client'],
  shop: ['rest-client', 'browser-client']
};

/**
 * Which workspaces may import a library that stands for one concern.
 * @type {Record<string, string[]>}
 */
const libraries = {
  '(?:kysely|mysql2|better-sqlite3)': ['storage-kysely'],
  fastify: ['expressplay-emulator', 'fastify-binding', 'binding-service', 'support-console', 'shop']
};

const folders = ['packages', 'services', 'examples'];
const unknown = folders
  .filter(folder => existsSync(folder))
  .flatMap(folder => readdirSync(folder))
  .filter(name => !Object.hasOwn(arrows, name));
if (unknown.length > 0) throw new Error(`.dependency-cruiser.mjs has no arrows for ${unknown.join(', ')}.`);

const anyWorkspace = `^(?:${folders.join('|')})/`;
const sourcesOf = names => `${anyWorkspace}(?:${names.join('|')})/src/`;

const arrowRules = Object.entries(arrows).map(([name, others]) => ({
  name: `arrows-of-${name}`,
  comment: `The sources of ${name} import ${[...others, 'their own src'].join(', ')} and no other workspace.`,
  severity: 'error',
  from: { path: sourcesOf([name]) },
  to: {
    path: anyWorkspace,
    pathNot: [sourcesOf([name]), ...others.map(other => `${anyWorkspace}${other}/src/[^/]+\\.ts$`)]
  }
}));

const libraryRules = Object.entries(libraries).map(([library, names]) => ({
  name: `only-${names[0]}-imports-${library.replace(/\W+/g, '-')}`,
  comment: `${library} is imported by ${names.join(', ')} only.`,
  severity: 'error',
  from: { path: `${anyWorkspace}[^/]+/src/`, pathNot: sourcesOf(names) },
  to: { path: `(?:^|/)node_modules/${library}/` }
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle has no reading order; move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'resolvable',
      comment: 'A workspace or library that package.json does not name cannot be resolved.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'no-development-dependency',
      comment: 'Users of a package do not install its devDependencies.',
      severity: 'error',
      from: { path: `${anyWorkspace}[^/]+/src/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] }
    },
    {
      name: 'by-name',
      comment: 'A relative path into another workspace passes by what that workspace exports.',
      severity: 'error',
      from: { path: '^((?:packages|services|examples)/[^/]+)/' },
      to: { dependencyTypes: ['local'], path: anyWorkspace, pathNot: '^$1/' }
    },
    {
      name: 'pure-core',
      comment: 'binding-core does no input or output: of Node it uses hashes and comparisons.',
      severity: 'error',
      from: { path: sourcesOf(['binding-core']) },
      to: { dependencyTypes: ['core'], pathNot: '^(?:crypto|util)$' }
    },
    {
      name: 'no-resource-below',
      comment: 'What all resources of the API are made from knows none of them; resources.ts lists them.',
      severity: 'error',
      from: { path: '^packages/fastify-binding/src/(?:http|problems|authentication)/' },
      to: {
        path: '^packages/fastify-binding/src/',
        pathNot: '^packages/fastify-binding/src/(?:http|problems|authentication)/'
      }
    },
    ...arrowRules,
    ...libraryRules
  ],
  options: {
    exclude: { path: `${anyWorkspace}[^/]+/(?:dist|\\.tap)/` },
    doNotFollow: { path: 'node_modules' },
    // Type imports count, too.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@expressplay-binding/source', 'import', 'types', 'default']
    }
  }
};
