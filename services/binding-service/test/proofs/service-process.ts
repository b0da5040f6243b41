import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentOf } from '../support/environment.ts';
import type { MortalService } from './crash-swap.ts';

const server = fileURLToPath(new URL('../../src/bin.ts', import.meta.url));
const exitWithParent = new URL('../../../../scripts/exit-with-parent.mjs', import.meta.url).href;

export interface ServiceProcess extends MortalService {
  /** Sends SIGTERM; resolves with the code with which the process ends. */
  stop(): Promise<number | null>;
}

/** The service as a process of its own that never outlives this one; resolves when it listens. */
export async function startServiceProcess(
  databaseUrl: string,
  expressPlayUrl: string,
  more: NodeJS.ProcessEnv = {}
): Promise<ServiceProcess> {
  const environment = environmentOf(
    { databaseUrl, expressPlayUrl },
    { RATE_LIMIT_PER_MINUTE: '10000000', UPSTREAM_TIMEOUT_MS: '30000', ...more }
  );
  const conditions = ['--conditions=@expressplay-binding/source', '--import', exitWithParent];
  const child = spawn(process.execPath, [...conditions, server], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc']
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', chunk => {
      if (output.includes('listening at')) return;
      output += chunk;
      const found = /listening at (http:\/\/[^"]+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    ended.then(() => reject(new Error(`The service ended early: ${output}`)));
  });
  return {
    url,
    async killAtOnce() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    }
  };
}
