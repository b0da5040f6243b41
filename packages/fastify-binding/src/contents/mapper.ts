import type { ListedContent } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { ContentJson } from './schemas.ts';

/** The content without its keys. */
export function toContentJson(content: ListedContent): ContentJson {
  const { contentId, kid, key, iv, title, trackType, tracks, drmOptions } = content;
  return compact({
    contentId,
    kid,
    keyKind: key?.kind ?? ('unreadable' as const),
    iv,
    title,
    trackType,
    tracks: tracks?.map(track =>
      compact({ kid: track.kid, keyKind: track.key.kind, trackType: track.trackType })
    ),
    drmOptions,
    createdAt: toRfc3339(content.createdAt),
    updatedAt: toRfc3339(content.updatedAt)
  });
}
