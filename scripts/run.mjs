import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root, toolPath } from './repository.mjs';

/**
 * Runs a command with the repository's tools first in PATH and this process's terminal.
 * Signals that ask this process to stop are forwarded to the command, and this process waits for its end.
 * @param {string[]} commandLine The command and its arguments.
 * @param {{ environment?: NodeJS.ProcessEnv, cwd?: string }} [options] `environment` is added to this process's own;
 * `cwd` is the repository unless given.
 * @returns {Promise<number>} The exit code; 1 when a signal ended the command.
 */
export async function run([command = '', ...args], { environment, cwd = root } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: toolPath, ...environment },
    stdio: 'inherit'
  });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const [code] = await once(child, 'exit');
  process.off('SIGINT', forward).off('SIGTERM', forward);
  return code ?? 1;
}
