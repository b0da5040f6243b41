import type { Page, PageRequest } from '@expressplay-binding/binding-core';
import { type Static, type TSchema, Type } from 'typebox';
import { invalidMember } from './input-errors.ts';

/** The query of every list. */
export const PageQuerySchema = Type.Object({
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      description: 'The maximum number of items in the answer; 20 by default'
    })
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: '`nextCursor` of the previous page; absent for the first page'
    })
  )
});

/** {@link PageQuerySchema} as it is read. */
export type PageQuery = Static<typeof PageQuerySchema>;

/** The schema of one page of a list. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object(
    {
      items: Type.Array(item, { description: 'What the page lists' }),
      nextCursor: Type.Optional(
        Type.String({ description: 'The `cursor` of the next page; absent on the last one' })
      )
    },
    { description: 'One page of a list' }
  );
}

/**
 * Answers a list: reads the page that the query asks for.
 *
 * @param list Names what is listed, e.g. `['devices', accountId]`. A cursor of another list is refused with `validation`.
 */
export async function listPage<T, R>(
  list: readonly string[],
  query: PageQuery,
  read: (page: PageRequest) => Promise<Page<T>>,
  toJson: (item: T) => R
) {
  const { items, nextCursor } = await read(openPage(list, query, 'cursor'));
  const written = { items: items.map(toJson) };
  return nextCursor === undefined ? written : { ...written, nextCursor: makeCursor(list, nextCursor) };
}

/** Answers a feed, which is a list that never ends: like {@link listPage}, with the cursor of a next page on each one. */
export async function feedPage<T, R>(
  list: readonly string[],
  { limit, after }: { readonly limit?: number | undefined; readonly after?: string | undefined },
  read: (page: PageRequest) => Promise<Page<T> & { readonly nextCursor: string }>,
  toJson: (item: T) => R
) {
  const { items, nextCursor } = await read(openPage(list, { limit, cursor: after }, 'after'));
  return { items: items.map(toJson), nextCursor: makeCursor(list, nextCursor) };
}

function openPage(
  list: readonly string[],
  { limit = 20, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  parameter: string
): PageRequest {
  return { limit, cursor: cursor === undefined ? undefined : openCursor(list, cursor, parameter) };
}

function makeCursor(list: readonly string[], position: string): string {
  return Buffer.from(JSON.stringify([...list, position])).toString('base64url');
}

function openCursor(list: readonly string[], cursor: string, parameter: string): string {
  const position = positionIn(cursor);
  if (position !== undefined && makeCursor(list, position) === cursor) return position;
  throw invalidMember(`/querystring/${parameter}`, 'is not a cursor of this list');
}

function positionIn(cursor: string): string | undefined {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString()).at(-1);
    return typeof position === 'string' ? position : undefined;
  } catch {
    return undefined;
  }
}
