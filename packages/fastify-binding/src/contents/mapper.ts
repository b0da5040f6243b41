import type { Content } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { ContentJson } from './schemas.ts';

/** The content without its keys. */
export function toContentJson({
  contentId,
  kid,
  key,
  iv,
  title,
  createdAt,
  updatedAt
}: Content): ContentJson {
  return compact({
    contentId,
    kid,
    keyKind: key.kind,
    iv,
    title,
    createdAt: toRfc3339(createdAt),
    updatedAt: toRfc3339(updatedAt)
  });
}
