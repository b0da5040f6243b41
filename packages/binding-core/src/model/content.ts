import type { DrmOptions } from './drm-options.ts';
import type { Timestamp } from './time.ts';

/** A content key as the operator has it. `ek` is the key wrapped by `kek` under RFC 3394. */
export type ContentKey =
  | { readonly kind: 'clear'; readonly value: string }
  | { readonly kind: 'wrapped'; readonly ek: string; readonly kek: string }
  | { readonly kind: 'key-storage'; readonly kek: string };

/** What a key protects, in Widevine's words. */
export const trackTypes = ['SD', 'HD', 'AUDIO', 'UHD1', 'UHD2'] as const;

export type TrackType = (typeof trackTypes)[number];

/** One more key of a content that is encrypted with several. */
export interface TrackKey {
  /** 32 hex characters. */
  readonly kid: string;
  readonly key: ContentKey;
  readonly trackType?: TrackType | undefined;
}

/** What a token needs to know of a content. All values are lower-case hex. */
export interface ContentKeys {
  /** 32 hex characters. */
  readonly kid: string;
  readonly key: ContentKey;
  /** 32 hex characters; FairPlay needs it. */
  readonly iv?: string | undefined;
  /** What the first key protects, where there are several. */
  readonly trackType?: TrackType | undefined;
  /** Further keys, at most 15; the token carries all of them. */
  readonly tracks?: readonly TrackKey[] | undefined;
}

/** A protected film, episode or channel. */
export interface Content extends ContentKeys {
  /** The operator's own id. */
  readonly contentId: string;
  readonly title?: string | undefined;
  /** What differs for this content from the operator's defaults. */
  readonly drmOptions?: DrmOptions | undefined;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}
