// The thread of `checkpoints.ts`: copies the log of the database whose path it is given, whenever it is asked to.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { CheckpointReport } from './checkpoints.ts';

const connection = new Database(workerData as string, { timeout: 0 });
connection.pragma('synchronous = normal');

parentPort?.on('message', () => parentPort?.postMessage(checkpoint()));

function checkpoint(): CheckpointReport {
  try {
    const [report] = connection.pragma('wal_checkpoint(passive)') as [CheckpointReport];
    return report;
  } catch {
    // E.g. a full disk. What is not copied stays in the log, where it is safe, and the next commit meets the same fault.
    return { log: 0, checkpointed: 0 };
  }
}
