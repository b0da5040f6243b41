import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Content } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { BindingDatabase } from './database.ts';
import { toRow } from './repositories/contents.ts';
import { publishBatch, stageBatch, unstageBatch } from './repositories/staged-contents.ts';
import type { Sealer } from './sealing.ts';
import type { Tables } from './tables.ts';

const batchSize = 200;

// Milliseconds. Another process that waits for SQLite's file tries again within this time.
const pauseForOthers = 12;

/**
 * Inserts or replaces contents, all of them or none; returns how many it inserted. If a content is there twice, the last one counts.
 *
 * On SQLite a transaction keeps every other write waiting. Most of the time of an import goes into encrypting and sending its rows. So
 * these are staged first, in short transactions, and one transaction then publishes all of them: it only copies rows. What an import
 * that was interrupted has staged is deleted with the other rows that have an end.
 *
 * @param onProgress Called with the number of contents staged so far. If it throws, nothing is stored.
 */
export async function saveContents(
  database: BindingDatabase,
  sealer: Sealer,
  contents: readonly Content[],
  onProgress: (saved: number) => void = () => {}
): Promise<number> {
  const importId = randomUUID();
  const each = [...new Map(contents.map(content => [content.contentId, content])).values()];
  const starts = Array.from({ length: Math.ceil(each.length / batchSize) }, (_, batch) => batch * batchSize);

  async function unstage(): Promise<void> {
    for (const batch of starts.keys()) await database.write(db => unstageBatch(db, importId, batch));
  }

  try {
    for (const [batch, start] of starts.entries()) {
      const rows = each.slice(start, start + batchSize).map(content => toRow(content, sealer));
      await database.write(db => stageBatch(db, { importId, batch, stagedAt: Date.now() }, rows));
      onProgress(start + rows.length);
      await setTimeout(pauseForOthers);
    }
    return await database.writeShared(db => publish(db, importId, starts.length));
  } finally {
    // The outcome of the import stands. Purging deletes what stays.
    await unstage().catch(() => {});
  }
}

async function publish(db: Kysely<Tables>, importId: string, batches: number): Promise<number> {
  let created = 0;
  for (let batch = 0; batch < batches; batch += 1) created += await publishBatch(db, importId, batch);
  return created;
}
