import type { Timestamp } from './time.ts';

/** A content key as the operator has it. `ek` is the key wrapped by `kek` under RFC 3394. */
export type ContentKey =
  | { readonly kind: 'clear'; readonly value: string }
  | { readonly kind: 'wrapped'; readonly ek: string; readonly kek: string }
  | { readonly kind: 'key-storage'; readonly kek: string };

/** What a token needs to know of a content. All values are lower-case hex. */
export interface ContentKeys {
  /** 32 hex characters. */
  readonly kid: string;
  readonly key: ContentKey;
  /** 32 hex characters; FairPlay needs it. */
  readonly iv?: string | undefined;
}

/** A protected film, episode or channel. */
export interface Content extends ContentKeys {
  /** The operator's own id. */
  readonly contentId: string;
  readonly title?: string | undefined;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}
