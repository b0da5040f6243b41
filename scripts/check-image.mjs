// Runs the steps of the Dockerfile without a container engine: build, start as another user, health check, stop.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { developmentEnvironment } from './development-environment.mjs';
import { freePort } from './free-port.mjs';
import { node, root } from './repository.mjs';

/** As in .dockerignore. */
const ignored = ['.git', 'node_modules', 'dist', '.tap', '.turbo', 'bench-results', 'data'];
/** The user `nobody`, where this process may choose. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const temporary = mkdtempSync(join(tmpdir(), 'image-'));
const [repository, service, data] = ['repository', 'service', 'data'].map(name => join(temporary, name));

try {
  build();
  await useIt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true });
}

function build() {
  cpSync(root, String(repository), {
    recursive: true,
    filter: source => !ignored.includes(basename(source)) && !source.endsWith('.tsbuildinfo')
  });
  const commands = [...dockerfile.matchAll(/^RUN (npx .+)$/gm)].map(([, command = '']) => command);
  if (commands.length !== 3) throw new Error('The Dockerfile does not have the three build steps.');
  for (const command of commands) must(command.replace(' /service', ` ${service}`), { cwd: repository });
  // Users who are not root read it, too.
  chmodSync(temporary, 0o755);
}

async function useIt() {
  mkdirSync(String(data));
  chmodSync(String(data), 0o777);
  const environment = {
    ...developmentEnvironment({ PORT: String(await freePort(0)), DATA_DIR: data }),
    PATH: dirname(node),
    DATABASE_URL: `sqlite:${data}/binding.db`
  };
  const [, entrypoint = '[]'] = /^ENTRYPOINT (.+)$/m.exec(dockerfile) ?? [];
  const [command = '', ...args] = JSON.parse(entrypoint.replace('/service', String(service)));
  const child = spawn(command, [...args, 'serve'], { cwd: data, env: environment, stdio: 'ignore', ...user });
  const ended = once(child, 'exit');
  try {
    await untilHealthy(environment);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`The service ended with ${code} after SIGTERM.`);
}

/** @param {NodeJS.ProcessEnv} environment */
async function untilHealthy(environment) {
  const [, check = '[]'] = /^HEALTHCHECK [^\n]*\n +CMD (.+)$/m.exec(dockerfile) ?? [];
  const [command = '', ...args] = JSON.parse(check);
  for (let attempt = 1; attempt <= 60; attempt++) {
    if (spawnSync(command, args, { env: environment, ...user }).status === 0) return;
    await sleep(500);
  }
  throw new Error('The health check of the Dockerfile never succeeds.');
}

/**
 * @param {string} command
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
function must(command, options) {
  console.log(`  ${command}`);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    ...options,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8'
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}This step of the Dockerfile fails: ${command}`);
}
