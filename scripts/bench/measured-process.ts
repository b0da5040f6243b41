import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { node, root } from '../repository.mjs';

/** A server in a process of its own. */
export interface MeasuredProcess {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface Usage {
  /** Seconds of processor time since its start. */
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly rss: number;
  /** Bytes. */
  readonly heapUsed: number;
}

interface ServerCommand {
  /** The script, from the root of the repository, and its arguments. */
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Where it answers once it is up. */
  readonly url: string;
}

const preloads = ['exit-with-parent.mjs', 'bench/report-usage.ts'];

/** Starts a server that never outlives this process; resolves when it answers. */
export async function startMeasured({ args, environment, url }: ServerCommand): Promise<MeasuredProcess> {
  const imports = preloads.flatMap(file => ['--import', new URL(`../${file}`, import.meta.url).href]);
  const child = spawn(node, ['--conditions=@expressplay-binding/source', ...imports, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  });
  const ended = once(child, 'exit');
  await Promise.race([
    untilAnswers(url),
    ended.then(() => Promise.reject(new Error(`${args[0]} ended before it answered.`)))
  ]);

  return {
    url,
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      const [{ cpu, memory }] = (await answer) as [{ cpu: NodeJS.CpuUsage; memory: NodeJS.MemoryUsage }];
      return { cpuSeconds: (cpu.user + cpu.system) / 1e6, rss: memory.rss, heapUsed: memory.heapUsed };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    }
  };
}

async function untilAnswers(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))) await sleep(50);
}
