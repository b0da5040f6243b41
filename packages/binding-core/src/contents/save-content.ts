import type { Parts } from '../dependencies.ts';
import { checkFormats, type FormatChecks, formats, refuseInput } from '../formats.ts';
import type { Content, ContentKey, ContentKeys, TrackKey } from '../model/content.ts';
import type { DrmOptions } from '../model/drm-options.ts';
import type { Timestamp } from '../model/time.ts';

export interface SaveContent extends ContentKeys {
  readonly contentId: string;
  readonly title?: string | undefined;
  readonly drmOptions?: DrmOptions | undefined;
}

/** Keys beyond the first that a content may have. */
export const maxTracks = 15;

/** The codes that `saveContent` may refuse with. */
export const saveContentRefusals = ['validation'] as const;

/** Stores a content, or replaces all of it but its `createdAt`. Hex is kept in lower case. */
export function makeSaveContent({ store, clock }: Pick<Parts, 'store' | 'clock'>) {
  return async (input: SaveContent): Promise<{ readonly content: Content; readonly created: boolean }> => {
    checkContent(input);
    return store.saveContent(contentOf(input, clock()));
  };
}

/** Stores contents like {@link makeSaveContent}, all of them or none; gives how many there were not before. */
export function makeSaveContents({ store, clock }: Pick<Parts, 'store' | 'clock'>) {
  return async (inputs: readonly SaveContent[], onProgress?: (saved: number) => void): Promise<number> => {
    for (const input of inputs) checkContent(input);
    const now = clock();
    return store.saveContents(
      inputs.map(input => contentOf(input, now)),
      onProgress
    );
  };
}

function contentOf(input: SaveContent, now: Timestamp): Content {
  return {
    ...input,
    kid: input.kid.toLowerCase(),
    key: lowerCaseKey(input.key),
    iv: input.iv?.toLowerCase(),
    tracks: input.tracks?.map(lowerCaseTrack),
    createdAt: now,
    updatedAt: now
  };
}

/** Refuses a content whose members are wrong with `validation`, naming each; for imports that check before they write. */
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
  if (tracks.length > maxTracks)
    refuseInput([{ path: '/tracks', message: `must not be more than ${maxTracks}` }]);
  const kids = [input, ...tracks].map(({ kid }) => kid.toLowerCase());
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
  }
}

function lowerCaseTrack(track: TrackKey): TrackKey {
  return { ...track, kid: track.kid.toLowerCase(), key: lowerCaseKey(track.key) };
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
