import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { callsTo } from './calls.ts';

/** The output of a process that ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a file of src with exactly this environment; it is killed with the test. */
export function spawnSource(t: Test, file: string, environment: NodeJS.ProcessEnv, args: string[] = []) {
  const path = fileURLToPath(new URL(`../../src/${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@expressplay-binding/source', path, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  t.teardown(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => {
    output.stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    output.stderr += chunk;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  return { child, output, ended };
}

/** Runs a file of src to its end. */
export async function runSource(t: Test, file: string, environment: NodeJS.ProcessEnv, args?: string[]) {
  return spawnSource(t, file, environment, args).ended;
}

/** The service as a process of its own, once it listens. */
export async function startProcess(t: Test, environment: NodeJS.ProcessEnv) {
  const { child, output, ended } = spawnSource(t, 'bin.ts', environment);
  const url = await Promise.race([listening(child, output), ended.then(rejectEarlyEnd)]);
  return {
    url,
    output,
    ended,
    call: callsTo(t, url),
    /** By `kill -9`: no signal handler runs. What was written but not synced stays, unlike after a power cut. */
    async killAtOnce() {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => child.kill('SIGTERM')
  };
}

function listening(child: ChildProcess, output: { readonly stdout: string }): Promise<string> {
  return new Promise(resolve => {
    child.stdout?.on('data', () => {
      const url = /listening at (http:\/\/[^"]+)/.exec(output.stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

function rejectEarlyEnd({ stderr }: Ended): never {
  throw new Error(`The service ended early: ${stderr}`);
}
