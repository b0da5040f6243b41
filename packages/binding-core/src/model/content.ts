import type { DrmOptions } from './drm.ts';
import type { Timestamp } from './time.ts';

/** A content key as the operator has it, as hex. `ek` is the key wrapped by `kek` under RFC 3394. */
export type ContentKey =
  | { readonly kind: 'clear'; readonly value: string }
  | { readonly kind: 'wrapped'; readonly ek: string; readonly kek: string }
  | { readonly kind: 'key-storage'; readonly kek: string };

/** What a key protects, in Widevine's terms. */
export const trackTypes = ['SD', 'HD', 'AUDIO', 'UHD1', 'UHD2'] as const;

/** What one key protects. */
export type TrackType = (typeof trackTypes)[number];

/** A further key of a content that is encrypted with several. */
export interface TrackKey {
  /** 32 hex characters. */
  readonly kid: string;
  /** The key of the tracks. */
  readonly key: ContentKey;
  /** What the key protects. */
  readonly trackType?: TrackType | undefined;
}

/** The keys of a content, as a token needs them. All values are hex, stored in lower case. */
export interface ContentKeys {
  /** 32 hex characters. */
  readonly kid: string;
  /** The key, or the first of several. */
  readonly key: ContentKey;
  /** 32 hex characters; only FairPlay needs it. */
  readonly iv?: string | undefined;
  /** What the first key protects, if there are several. */
  readonly trackType?: TrackType | undefined;
  /** Further keys, at most 15; the token carries all of them. */
  readonly tracks?: readonly TrackKey[] | undefined;
}

/** A content in a list: without its keys if no sealing key decrypts them. */
export type ListedContent = Omit<Content, 'key'> & { readonly key?: ContentKey | undefined };

/** A protected film, episode or channel. */
export interface Content extends ContentKeys {
  /** The operator's own id, 1 to 128 characters. */
  readonly contentId: string;
  /** For people, 1 to 200 characters. */
  readonly title?: string | undefined;
  /** The options that differ from the operator's defaults for this content. */
  readonly drmOptions?: DrmOptions | undefined;
  /** When it was first stored. */
  readonly createdAt: Timestamp;
  /** When it was last stored. */
  readonly updatedAt: Timestamp;
}
