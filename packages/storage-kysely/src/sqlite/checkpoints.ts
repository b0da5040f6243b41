import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CommitQueue } from './commit-queue.ts';

/** What SQLite answers to `PRAGMA wal_checkpoint`, in pages. */
export interface CheckpointReport {
  /** The length of the log. */
  readonly log: number;
  /** How much of it is in the database. */
  readonly checkpointed: number;
}

/** Copies the log into the database from time to time. */
export interface Checkpoints {
  /** Has to be called after every commit. */
  committed(): void;
  close(): Promise<void>;
}

/** What differs in tests. */
export interface CheckpointOptions {
  /** Milliseconds from a commit to the next checkpoint. */
  readonly interval?: number;
  /** Pages. A log that is longer is copied to its end, so that SQLite begins it anew. */
  readonly longestLog?: number;
}

// Pages of 4 KB that SQLite lets grow before the commit itself copies them: only if the thread does not keep up, or is gone.
export const lastResort = 40_000;

/**
 * Copies the log on a thread of its own: a commit that did it would stop the event loop for 20 to 30 ms. While units go on to
 * commit, the thread never reaches the end of the log, and the log would grow for ever. So when it is long, the last part is
 * copied while the queue pauses; nearly all of it is done by then.
 */
export function startCheckpoints(
  file: string,
  queue: Pick<CommitQueue, 'between'>,
  { interval = 1000, longestLog = 4000 }: CheckpointOptions = {}
): Checkpoints {
  const worker = new Worker(new URL(`./checkpoint-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: file
  });
  // Neither the thread nor what it is asked keeps the process alive.
  worker.unref();
  let isGone = false;
  worker
    .on('error', () => {})
    .on('exit', () => {
      isGone = true;
    });
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function ask(): Promise<CheckpointReport | undefined> {
    if (isGone) return undefined;
    const answered = new AbortController();
    worker.postMessage('checkpoint');
    try {
      const [report] = await Promise.race([
        once(worker, 'message', { signal: answered.signal }),
        once(worker, 'exit', { signal: answered.signal }).then(() => [undefined])
      ]);
      return report as CheckpointReport | undefined;
    } catch {
      return undefined;
    } finally {
      answered.abort();
    }
  }

  async function checkpoint(): Promise<void> {
    const report = await ask();
    if (report && report.log > longestLog) await queue.between(async () => void (await ask()));
  }

  return {
    committed() {
      timer ??= setTimeout(() => {
        running = checkpoint().finally(() => {
          timer = undefined;
        });
      }, interval).unref();
    },
    async close() {
      clearTimeout(timer);
      await running;
      await worker.terminate();
    }
  };
}
