import type { Kysely } from 'kysely';
import type { Context } from './context.ts';
import type { BindingDatabase } from './database.ts';
import { countContents, listContentIds, resealContent } from './repositories/contents.ts';
import type { Sealer } from './sealing.ts';
import { renewCanary } from './sealing-canary.ts';
import type { Tables } from './tables.ts';

const pageSize = 100;

/**
 * Encrypts again, under the first sealing key, every content key that another sealing key encrypted. The store can be in use.
 * This is the last step of a rotation: after it, the old key is no longer needed. Returns the number of keys that it
 * encrypted. After every page, calls `onProgress` with the number of contents it has read and the number there were at the
 * start. If interrupted, run it again; it resumes.
 * @throws {StorageError} `unsealable` at the first key that no sealing key opens; those before it are done.
 */
export async function resealContents(
  database: BindingDatabase,
  sealer: Sealer,
  onProgress: (seen: number, total: number) => void = () => {}
): Promise<number> {
  const on = (db: Kysely<Tables>): Context => ({ db, dialect: database.dialect, sealer });
  const total = await database.read(db => countContents(on(db)));
  let resealed = 0;
  let seen = 0;
  let cursor: string | undefined;
  do {
    const page = await database.read(db => listContentIds(on(db), { limit: pageSize, cursor }));
    const outcomes = await Promise.all(
      page.items.map(contentId => database.writeShared(db => resealContent(on(db), contentId)))
    );
    resealed += outcomes.filter(Boolean).length;
    seen += page.items.length;
    onProgress(seen, total);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  await database.write(db => renewCanary(on(db)));
  return resealed;
}
