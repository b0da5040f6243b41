import type { Kysely } from 'kysely';
import type { Context } from './context.ts';
import type { BindingDatabase } from './database.ts';
import { countContents, listContentIds, resealContent } from './repositories/contents.ts';
import type { Sealer } from './sealing.ts';
import type { Tables } from './tables.ts';

const pageSize = 100;

/**
 * Seals every content key anew that another than the first sealing key sealed, while the store is in use: the last step
 * of a rotation, after which the old key opens nothing that is needed. Gives the number of keys that it sealed, and tells
 * `onProgress` after every page how many contents it has seen, and how many there were at the start. One that was broken off
 * goes on when it is called again.
 * @throws {StorageError} `unsealable` at the first one that no key opens; those before it are done.
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
  return resealed;
}
