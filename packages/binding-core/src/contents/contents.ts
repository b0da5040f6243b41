import { createHash } from 'node:crypto';
import type { Parts } from '../context.ts';
import { drmOptionErrors } from '../drm-options.ts';
import { refuse } from '../errors.ts';
import { checkFormats, type FormatChecks, formats, refuseInput } from '../formats.ts';
import type { Content, ContentKey, ContentKeys, TrackKey } from '../model/content.ts';
import type { DrmOptions } from '../model/drm.ts';
import type { Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';

/** A content as the operator sends it. Hex may be in upper or lower case. */
export interface SaveContent extends ContentKeys {
  /** The operator's id of the content, 1 to 128 characters. */
  readonly contentId: string;
  /** For people, 1 to 200 characters. */
  readonly title?: string | undefined;
  /** The options that differ from the operator's defaults for this content. */
  readonly drmOptions?: DrmOptions | undefined;
}

/** A content as it was stored. */
export interface SavedContent {
  /** With its hex in lower case. */
  readonly content: Content;
  /** Whether there was none with this id. */
  readonly created: boolean;
}

/** The largest number of keys that a content may have beyond its first. */
export const maxTracks = 15;

/** The codes that {@link saveContent} and {@link saveContents} may refuse with. */
export const saveContentRefusals = ['validation'] as const;

/** Stores a content, or replaces all of it except its `createdAt`. Stores hex in lower case. */
export async function saveContent({ store, clock }: ContentParts, input: SaveContent): Promise<SavedContent> {
  checkContent(input);
  return store.saveContent(contentOf(input, clock()));
}

/**
 * Stores contents like {@link saveContent}, all of them or none; returns how many are new. `onProgress` is told how many are
 * staged so far; nobody reads them before the end.
 */
export async function saveContents(
  { store, clock }: ContentParts,
  inputs: readonly SaveContent[],
  onProgress?: (saved: number) => void
): Promise<number> {
  for (const input of inputs) checkContent(input);
  const now = clock();
  const contents = inputs.map(input => contentOf(input, now));
  return store.saveContents(contents, onProgress);
}

type ContentParts = Pick<Parts, 'store' | 'clock'>;

function contentOf(input: SaveContent, now: Timestamp): Content {
  return {
    ...input,
    kid: hexOfKid(input.kid),
    key: lowerCaseKey(input.key),
    iv: input.iv?.toLowerCase(),
    tracks: input.tracks?.map(lowerCaseTrack),
    createdAt: now,
    updatedAt: now
  };
}

/** Refuses a wrong content with `validation` and names each wrong member; for imports that check before they write. */
export function checkContent(input: SaveContent): void {
  const { tracks = [] } = input;
  checkFormats({
    '/contentId': [formats.contentId, input.contentId],
    '/kid': [formats.kid, input.kid],
    '/iv': [formats.iv, input.iv],
    '/title': [formats.title, input.title],
    ...keyChecks('/key', input.key),
    ...Object.assign({}, ...tracks.map(trackChecks))
  });
  const wrongOptions = drmOptionErrors(input.drmOptions, '/drmOptions');
  if (wrongOptions.length > 0) refuseInput(wrongOptions);
  if (tracks.length > maxTracks)
    refuseInput([{ path: '/tracks', message: `must not be more than ${maxTracks}` }]);
  const kids = [input, ...tracks].map(({ kid }) => hexOfKid(kid));
  const twice = kids.findIndex((kid, i) => kids.indexOf(kid) !== i);
  if (twice > 0) refuseInput([{ path: `/tracks/${twice - 1}/kid`, message: 'must not be there twice' }]);
}

function trackChecks(track: TrackKey, i: number): FormatChecks {
  return { [`/tracks/${i}/kid`]: [formats.kid, track.kid], ...keyChecks(`/tracks/${i}/key`, track.key) };
}

function keyChecks(path: string, key: ContentKey): FormatChecks {
  switch (key.kind) {
    case 'clear':
      return { [`${path}/value`]: [formats.contentKey, key.value] };
    case 'wrapped':
      return {
        [`${path}/ek`]: [formats.wrappedKey, key.ek],
        [`${path}/kek`]: [formats.keyEncryptionKey, key.kek]
      };
    case 'key-storage':
      return { [`${path}/kek`]: [formats.keyEncryptionKey, key.kek] };
    default:
      return refuseInput([{ path: `${path}/kind`, message: 'must be clear, wrapped or key-storage' }]);
  }
}

function lowerCaseTrack(track: TrackKey): TrackKey {
  return { ...track, kid: hexOfKid(track.kid), key: lowerCaseKey(track.key) };
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

/** A kid as hex. `^text` stands for the first 16 bytes of the text's SHA-1, as at ExpressPlay. */
function hexOfKid(kid: string): string {
  if (!kid.startsWith('^')) return kid.toLowerCase();
  return createHash('sha1').update(kid.slice(1)).digest('hex').slice(0, 32);
}
