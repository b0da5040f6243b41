import type { Parts } from '../dependencies.ts';
import { checkFormats, type FormatChecks, formats } from '../formats.ts';
import type { Content, ContentKey, ContentKeys } from '../model/content.ts';

export interface SaveContent extends ContentKeys {
  readonly contentId: string;
  readonly title?: string | undefined;
}

/** Stores a content, or replaces all of it but its `createdAt`. Hex is kept in lower case. */
export function makeSaveContent({ store, clock }: Parts) {
  return async (input: SaveContent): Promise<{ readonly content: Content; readonly created: boolean }> => {
    checkFormats({
      '/contentId': [formats.contentId, input.contentId],
      '/kid': [formats.kid, input.kid],
      '/iv': [formats.iv, input.iv],
      '/title': [formats.title, input.title],
      ...keyChecks(input.key)
    });
    const now = clock();
    return store.saveContent({
      contentId: input.contentId,
      kid: input.kid.toLowerCase(),
      key: lowerCaseKey(input.key),
      iv: input.iv?.toLowerCase(),
      title: input.title,
      createdAt: now,
      updatedAt: now
    });
  };
}

function keyChecks(key: ContentKey): FormatChecks {
  switch (key.kind) {
    case 'clear':
      return { '/key/value': [formats.contentKey, key.value] };
    case 'wrapped':
      return { '/key/ek': [formats.wrappedKey, key.ek], '/key/kek': [formats.keyEncryptionKey, key.kek] };
    case 'key-storage':
      return { '/key/kek': [formats.keyEncryptionKey, key.kek] };
  }
}

function lowerCaseKey(key: ContentKey): ContentKey {
  switch (key.kind) {
    case 'clear':
      return { kind: 'clear', value: key.value.toLowerCase() };
    case 'wrapped':
      return { kind: 'wrapped', ek: key.ek.toLowerCase(), kek: key.kek.toLowerCase() };
    // ExpressPlay derives the id of a stored key's kek from its text, so its letters stay as they are.
    case 'key-storage':
      return key;
  }
}
