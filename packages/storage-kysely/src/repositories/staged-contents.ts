import type { Kysely } from 'kysely';
import type { ContentRow, Tables } from '../tables.ts';

/** The import and the batch that rows belong to. */
export interface Batch {
  readonly importId: string;
  readonly batch: number;
  /** Milliseconds since 1970. */
  readonly stagedAt: number;
}

export async function stageBatch(
  db: Kysely<Tables>,
  { importId, batch, stagedAt }: Batch,
  rows: readonly ContentRow[]
): Promise<void> {
  await db
    .insertInto('staged_contents')
    .values(rows.map(row => ({ ...row, import_id: importId, batch, staged_at: stagedAt })))
    .execute();
}

const columns = [
  'content_id',
  'kid',
  'sealed_keys',
  'iv',
  'track_type',
  'title',
  'drm_options_json',
  'created_at',
  'updated_at'
] as const satisfies readonly (keyof ContentRow)[];

/** Copies a batch into the contents; a content that exists keeps its `created_at`. Returns how many did not exist. */
export async function publishBatch(db: Kysely<Tables>, importId: string, batch: number): Promise<number> {
  const staged = db
    .selectFrom('staged_contents as staged')
    .leftJoin('contents as existing', 'existing.content_id', 'staged.content_id')
    .where('staged.import_id', '=', importId)
    .where('staged.batch', '=', batch);
  const { created } = await staged
    .where('existing.content_id', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('created'))
    .executeTakeFirstOrThrow();
  await db
    .replaceInto('contents')
    .columns(columns)
    .expression(
      staged.select(({ fn }) =>
        columns.map(column =>
          column === 'created_at'
            ? fn.coalesce('existing.created_at', 'staged.created_at').as(column)
            : (`staged.${column}` as const)
        )
      )
    )
    .execute();
  return Number(created);
}

export async function unstageBatch(db: Kysely<Tables>, importId: string, batch: number): Promise<void> {
  await db
    .deleteFrom('staged_contents')
    .where('import_id', '=', importId)
    .where('batch', '=', batch)
    .execute();
}
