/** Which part of a list: at most `limit` items after `cursor`, the `nextCursor` of the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Present while there is more. */
  readonly nextCursor?: string | undefined;
}
