import type { Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { StoreReads } from '../ports/store.ts';

/** The codes that {@link readContent} may refuse with. */
export const readContentRefusals = ['not-found'] as const;

/** Reads the content with its keys. */
export async function readContent(reads: StoreReads, contentId: string): Promise<Content> {
  return (await reads.findContent(contentId)) ?? refuseUnknown(contentId);
}

/** The codes that {@link deleteContent} may refuse with. */
export const deleteContentRefusals = ['not-found'] as const;

/** Deletes a content and its keys. Entitlements to it stay, and work again when it is stored anew. */
export async function deleteContent({ store }: Parts, contentId: string): Promise<void> {
  if (!(await store.deleteContent(contentId))) refuseUnknown(contentId);
}

function refuseUnknown(contentId: string): never {
  return refuse('not-found', `There is no content ${JSON.stringify(contentId)}.`);
}
