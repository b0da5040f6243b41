import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { developmentEnvironment } from './development-environment.mjs';
import { freePort } from './free-port.mjs';
import { node, root } from './repository.mjs';

/**
 * @typedef {object} Stack
 * @property {string} serviceUrl
 * @property {string} emulatorUrl
 * @property {string} apiKey
 * @property {string} [shopUrl] Where the sample shop is, if it was asked for.
 * @property {Promise<string>} ended Resolves when either ends, with a sentence that says which and how.
 * @property {() => Promise<void>} stop Stops both; resolves when they are gone.
 *
 * @typedef {{ name: string, process: import('node:child_process').ChildProcess, ended: Promise<string> }} Part
 */

/** How long a part may take to stop before it is killed. */
const graceMilliseconds = 10_000;

/**
 * Starts the emulator and a service that talks to it, as child processes that never outlive this one.
 * @param {NodeJS.ProcessEnv} user The settings that differ from the development ones; a port `0` is any free port.
 * @param {AbortSignal} [signal] Gives up the start.
 * @param {boolean} [withShop] Starts the sample shop, too.
 * @returns {Promise<Stack>} Once both answer.
 * @throws {Error} With one sentence, when a port or the data folder cannot be used or either ends early.
 *
 * @example
 * const stack = await startStack({ ...process.env, PORT: '0', EMULATOR_PORT: '0', DATA_DIR: temporaryFolder })
 * await fetch(`${stack.serviceUrl}/v1/contents`, { headers: { authorization: `Bearer ${stack.apiKey}` } })
 * await stack.stop()
 */
export async function startStack(user, signal, withShop = false) {
  const wished = developmentEnvironment(user);
  const environment = developmentEnvironment({
    ...user,
    PORT: await usablePort('PORT', wished.PORT),
    EMULATOR_PORT: await usablePort('EMULATOR_PORT', wished.EMULATOR_PORT),
    ...(withShop && { SHOP_PORT: await usablePort('SHOP_PORT', wished.SHOP_PORT) })
  });
  makeFolder(environment.DATA_DIR);

  const emulator = startPart('The emulator', environment, [
    'packages/expressplay-emulator/src/bin.ts',
    ...['--host', '127.0.0.1', '--port', environment.EMULATOR_PORT],
    ...['--state-file', join(environment.DATA_DIR, 'emulator.ndjson')]
  ]);
  const service = startPart('The service', environment, ['services/binding-service/src/bin.ts']);
  const parts = [service, emulator];
  /** @type {Stack} */
  const stack = {
    serviceUrl: `http://127.0.0.1:${environment.PORT}`,
    emulatorUrl: `http://127.0.0.1:${environment.EMULATOR_PORT}`,
    apiKey: environment.BOOTSTRAP_API_KEY,
    ended: Promise.race([emulator.ended, service.ended]),
    stop: async () => void (await Promise.all(parts.map(stopPart)))
  };

  const waiting = new AbortController();
  signal?.addEventListener('abort', () => waiting.abort());
  try {
    await Promise.race([
      Promise.all(
        [stack.emulatorUrl, `${stack.serviceUrl}/health/ready`].map(url => untilAnswers(url, waiting.signal))
      ),
      stack.ended.then(sentence => Promise.reject(new Error(sentence)))
    ]);
    if (!withShop) return stack;
    const shop = startShop(environment, stack);
    parts.unshift(shop);
    stack.shopUrl = `http://127.0.0.1:${environment.SHOP_PORT}`;
    stack.ended = Promise.race([stack.ended, shop.ended]);
    await Promise.race([
      untilAnswers(stack.shopUrl, waiting.signal),
      stack.ended.then(sentence => Promise.reject(new Error(sentence)))
    ]);
    return stack;
  } catch (error) {
    waiting.abort();
    await stack.stop();
    throw error;
  }
}

/**
 * @param {ReturnType<typeof developmentEnvironment>} environment
 * @param {Stack} stack
 */
function startShop(environment, { serviceUrl, emulatorUrl, apiKey }) {
  const settings = { BINDING_URL: serviceUrl, BINDING_API_KEY: apiKey, LICENSE_ORIGINS: emulatorUrl };
  return startPart('The shop', { ...settings, ...environment }, ['examples/shop/src/server.ts']);
}

/**
 * @param {string} name
 * @param {string} wished
 */
async function usablePort(name, wished) {
  try {
    return String(await freePort(Number(wished)));
  } catch (error) {
    const inUse = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
    throw new Error(
      inUse
        ? `Port ${wished} is in use: choose another with ${name}.`
        : `${name}=${wished} is not a port that can be used.`
    );
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    // Not `recursive`: in some file systems, e.g. /proc, Node never returns from that.
    if (!existsSync(folder)) mkdirSync(folder);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(`The data folder ${folder} cannot be made (${code}): choose another with DATA_DIR.`);
  }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} environment
 * @param {string[]} args
 * @returns {Part}
 */
function startPart(name, environment, args) {
  const preload = new URL('./exit-with-parent.mjs', import.meta.url).href;
  const child = spawn(node, ['--conditions=@expressplay-binding/source', '--import', preload, ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A process group of its own: only this process gets Ctrl-C, and stops the parts once and in order.
    detached: true
  });
  const ended = once(child, 'exit').then(
    ([code, signal]) => `${name} ended (${signal ?? `exit code ${code}`}).`
  );
  return { name, process: child, ended };
}

/** @param {Part} part */
async function stopPart(part) {
  part.process.kill('SIGTERM');
  const impatience = setTimeout(() => part.process.kill('SIGKILL'), graceMilliseconds);
  await part.ended;
  clearTimeout(impatience);
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function untilAnswers(url, signal) {
  while (true) {
    const answer = await fetch(url, { signal }).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return;
    await sleep(50, undefined, { signal });
  }
}
