import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { sealingKey } from './databases.ts';

/** Starts a script of this folder as a process of its own, which does not outlive the test. */
export function startProcess(t: Test, script: string, ...args: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@expressplay-binding/source', file, ...args], {
    env: { PATH: process.env.PATH, SEALING_KEY: sealingKey.toString('base64url') },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  t.teardown(() => child.kill('SIGKILL'));
  return child;
}

export async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
