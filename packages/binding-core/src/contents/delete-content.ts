import type { Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';

/** The codes that `deleteContent` may refuse with. */
export const deleteContentRefusals = ['not-found'] as const;

/** Deletes a content and its keys. Entitlements to it stay, and work again when it is stored anew. */
export function makeDeleteContent({ store }: Parts) {
  return async (contentId: string): Promise<void> => {
    const deleted = await store.deleteContent(contentId);
    if (!deleted) refuse('not-found', `There is no content ${JSON.stringify(contentId)}.`);
  };
}
