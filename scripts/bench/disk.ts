import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { timed } from './in-parallel.ts';

// About what a commit of one token writes.
const commit = Buffer.alloc(20 * 1024);

/** The milliseconds that the disk takes for each of some commits, with nobody else asking. */
export async function syncTimes(folder: string, count: number): Promise<number[]> {
  const file = await open(join(folder, 'sync-times'), 'w');
  const times: number[] = [];
  while (times.length < count) {
    await file.write(commit);
    times.push(await timed(() => file.datasync()));
  }
  await file.close();
  return times;
}
