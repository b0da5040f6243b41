import type {
  Content,
  DrmOptions,
  ListedContent,
  Page,
  PageRequest,
  TrackType
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Connection, Context } from '../context.ts';
import { StorageError } from '../errors.ts';
import { after, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { Sealer } from '../sealing.ts';
import type { ContentRow } from '../tables.ts';

export const findContent: Query<'findContent'> = async (context, contentId) => {
  const [row] = (await contentOfId(context, contentId)).rows;
  return row && toContent(row, context.sealer);
};

const contentOfId = prepared(selectContent);

export const listContents: Query<'listContents'> = async ({ db, sealer }, page) => {
  const rows = await db
    .selectFrom('contents')
    .selectAll()
    .where('content_id', '>', after(page))
    .orderBy('content_id')
    .limit(rowsFor(page))
    .execute();
  return toPage(
    rows.map(row => toListedContent(row, sealer)),
    page,
    content => content.contentId
  );
};

export async function listContentIds({ db }: Context, page: PageRequest): Promise<Page<string>> {
  const rows = await db
    .selectFrom('contents')
    .select('content_id')
    .where('content_id', '>', after(page))
    .orderBy('content_id')
    .limit(rowsFor(page))
    .execute();
  return toPage(
    rows.map(row => row.content_id),
    page,
    contentId => contentId
  );
}

/** Inserts or replaces the content. */
export const saveContent: Query<'saveContent'> = async (context, content) => {
  const { db, dialect, sealer } = context;
  const existing = await dialect.forUpdate(selectContent(context, content.contentId)).executeTakeFirst();
  if (!existing) {
    await db.insertInto('contents').values(toRow(content, sealer)).execute();
    return { content, created: true };
  }
  const { content_id, created_at, ...changes } = toRow(content, sealer);
  await db.updateTable('contents').set(changes).where('content_id', '=', content_id).execute();
  return { content: { ...content, createdAt: existing.created_at }, created: false };
};

export async function countContents({ db }: Context): Promise<number> {
  const { count } = await db
    .selectFrom('contents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Encrypts the keys of a content again unless the first sealing key encrypted them; returns whether it did. A content that
 * is saved at the same time keeps what was saved.
 */
export async function resealContent(context: Context, contentId: string): Promise<boolean> {
  const { db, dialect, sealer } = context;
  const row = await dialect.forUpdate(selectContent(context, contentId)).executeTakeFirst();
  if (!row || sealer.isCurrent(row.sealed_keys)) return false;
  const { sealed_keys } = toRow(toContent(row, sealer), sealer);
  await db.updateTable('contents').set({ sealed_keys }).where('content_id', '=', contentId).execute();
  return true;
}

/** Deletes the content; returns whether it existed. */
export const deleteContent: Query<'deleteContent'> = async ({ db }, contentId) => {
  const { numDeletedRows } = await db
    .deleteFrom('contents')
    .where('content_id', '=', contentId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

function selectContent({ db }: Connection, contentId: string) {
  return db.selectFrom('contents').selectAll().where('content_id', '=', contentId);
}

const purpose = 'content key';

type SealedKeys = Pick<Content, 'key' | 'tracks'>;

function toContent(row: ContentRow, sealer: Sealer): Content {
  return { ...membersOf(row), ...keysOf(row, sealer) };
}

/** Lists a content whose keys cannot be decrypted, too, so that the list does not fail. */
function toListedContent(row: ContentRow, sealer: Sealer): ListedContent {
  try {
    return toContent(row, sealer);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'unsealable') return membersOf(row);
    throw error;
  }
}

function keysOf(row: ContentRow, sealer: Sealer): SealedKeys {
  const { key, tracks } = JSON.parse(sealer.open(row.sealed_keys, purpose, row.content_id)) as SealedKeys;
  return { key, tracks };
}

function membersOf(row: ContentRow): Omit<Content, keyof SealedKeys> {
  return {
    contentId: row.content_id,
    kid: row.kid,
    iv: row.iv ?? undefined,
    trackType: (row.track_type as TrackType | null) ?? undefined,
    title: row.title ?? undefined,
    drmOptions: row.drm_options_json === null ? undefined : (JSON.parse(row.drm_options_json) as DrmOptions),
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}

/** Encrypts the keys of a content and returns its row. */
export function toRow(content: Content, sealer: Sealer): ContentRow {
  const { key, tracks } = content;
  return {
    content_id: content.contentId,
    kid: content.kid,
    sealed_keys: sealer.seal(JSON.stringify({ key, tracks }), purpose, content.contentId),
    iv: content.iv ?? null,
    track_type: content.trackType ?? null,
    title: content.title ?? null,
    drm_options_json: content.drmOptions === undefined ? null : JSON.stringify(content.drmOptions),
    created_at: content.createdAt,
    updated_at: content.updatedAt
  };
}

/** Whether the sealing keys decrypt the first content; `undefined` if there is none. */
export async function canReadContents({ db, sealer }: Context): Promise<boolean | undefined> {
  const row = await db.selectFrom('contents').selectAll().orderBy('content_id').limit(1).executeTakeFirst();
  return row && toListedContent(row, sealer).key !== undefined;
}
