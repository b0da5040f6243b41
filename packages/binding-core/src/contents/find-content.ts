import { refuse } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { StoreReads } from '../ports/store.ts';

/** The codes that `readContent` may refuse with. */
export const readContentRefusals = ['not-found'] as const;

/** The content with its keys; `not-found` when there is none. */
export async function findContent(reads: StoreReads, contentId: string): Promise<Content> {
  const content = await reads.findContent(contentId);
  return content ?? refuse('not-found', `There is no content ${JSON.stringify(contentId)}.`);
}
