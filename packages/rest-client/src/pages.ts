import type { Page, Pages } from './types.ts';

/**
 * A list that asks only when it is awaited or iterated.
 * @param input What the caller asks for; its `cursor`, where there is one, is where it starts.
 */
export function createPages<Item>(
  input: Readonly<Record<string, unknown>>,
  read: (input: Readonly<Record<string, unknown>>) => Promise<Page<Item>>
): Pages<Item> {
  return {
    // biome-ignore lint/suspicious/noThenProperty: to be awaited is what it is for.
    then: (onFulfilled, onRejected) => read(input).then(onFulfilled, onRejected),
    async *[Symbol.asyncIterator]() {
      let page = await read(input);
      yield* page.items;
      while (page.nextCursor !== undefined) {
        page = await read({ ...input, cursor: page.nextCursor });
        yield* page.items;
      }
    }
  };
}
