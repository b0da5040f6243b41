import type { Page, PageRequest } from '@expressplay-binding/binding-core';

/** Sorts after every other character, on both databases. */
export const lastCodePoint = '\u{10ffff}';

/** The id that the ids of an ascending page follow. */
export function after(page: PageRequest): string {
  return page.cursor === undefined ? '' : decodeCursor(page.cursor);
}

/** The id that the ids of a descending page precede. */
export function before(page: PageRequest): string {
  return page.cursor === undefined ? lastCodePoint : decodeCursor(page.cursor);
}

/** How many rows to ask for: one more than wanted tells whether another page follows. */
export function rowsFor(page: PageRequest): number {
  return page.limit + 1;
}

/** Makes the page of up to {@link rowsFor} items. */
export function toPage<T>(items: readonly T[], page: PageRequest, idOf: (item: T) => string): Page<T> {
  const wanted = items.slice(0, page.limit);
  const last = wanted.at(-1);
  return last !== undefined && items.length > page.limit
    ? { items: wanted, nextCursor: cursorOf(idOf(last)) }
    : { items: wanted };
}

/** The cursor of the page that follows an id. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}

// Text that is no cursor decodes to something as well: a page that begins in an odd place, never an error.
function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
