import type { Page, PageRequest } from '@expressplay-binding/binding-core';

/** Sorts after every other character, on both databases. */
export const lastCodePoint = '\u{10ffff}';

/** Returns the id after which an ascending page starts. */
export function after(page: PageRequest): string {
  return page.cursor === undefined ? '' : decodeCursor(page.cursor);
}

/** Returns the id before which a descending page starts. */
export function before(page: PageRequest): string {
  return page.cursor === undefined ? lastCodePoint : decodeCursor(page.cursor);
}

/** Returns how many rows to read: one more than the limit shows whether another page follows. */
export function rowsFor(page: PageRequest): number {
  return page.limit + 1;
}

/** Makes the page from up to {@link rowsFor} items. */
export function toPage<T>(items: readonly T[], page: PageRequest, idOf: (item: T) => string): Page<T> {
  const wanted = items.slice(0, page.limit);
  const last = wanted.at(-1);
  return last !== undefined && items.length > page.limit
    ? { items: wanted, nextCursor: cursorOf(idOf(last)) }
    : { items: wanted };
}

/** Returns the cursor of the page that starts after an id. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Returns the number after which an ascending page starts whose cursors are numbers. */
export function positionOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(decodeCursor(cursor)) || 0;
}

// A text that is not a cursor decodes, too: the page then starts anywhere, but it is not an error.
function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
