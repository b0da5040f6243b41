import type { Page, PageRequest } from '@expressplay-binding/binding-core';
import { type Static, type TSchema, Type } from 'typebox';
import { inputError } from './input-errors.ts';

/** The query of every list. */
export const PageQuerySchema = Type.Object({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'The most items to answer with' })
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: '`nextCursor` of the page before; left out for the first page'
    })
  )
});

export type PageQuery = Static<typeof PageQuerySchema>;

/** The answer of a list. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Optional(
      Type.String({ description: 'Present while there is more: the `cursor` of the next page' })
    )
  });
}

/** The page that a query asks for. `list` names what is listed: a cursor of another list is refused. */
export function toPageRequest(list: readonly string[], { limit, cursor }: PageQuery): PageRequest {
  return { limit: limit ?? 20, cursor: cursor === undefined ? undefined : openCursor(list, cursor) };
}

/** A page of the domain as the answer of a list. */
export function toPage<T, R>(list: readonly string[], page: Page<T>, toJson: (item: T) => R) {
  const items = page.items.map(toJson);
  return page.nextCursor === undefined ? { items } : { items, nextCursor: makeCursor(list, page.nextCursor) };
}

function makeCursor(list: readonly string[], position: string): string {
  return Buffer.from(JSON.stringify([...list, position])).toString('base64url');
}

function openCursor(list: readonly string[], cursor: string): string {
  const position = positionIn(cursor);
  if (position !== undefined && makeCursor(list, position) === cursor) return position;
  throw inputError('/querystring/cursor', 'is not a cursor of this list');
}

function positionIn(cursor: string): string | undefined {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString()).at(-1);
    return typeof position === 'string' ? position : undefined;
  } catch {
    return undefined;
  }
}
