import type { Drm } from './api/drm.ts';
import type { IssuedToken } from './api/resources.ts';

/** What a player of this browser needs to redeem a token; see the adapters. */
export interface Playback {
  readonly drm: Drm;
  /** What the player redeems. A secret. */
  readonly licenseUrl: string;
  /** The key system that this browser registered with. */
  readonly keySystem: string;
  /** What goes with each license request. */
  readonly licenseHeaders: Readonly<Record<string, string>>;
  /** The robustness that this browser registered with; empty for any. */
  readonly robustness: string;
  /** Where FairPlay's certificate is, if the client was told. */
  readonly fairPlayCertificateUrl?: string;
}

/** A token with what a player needs to redeem it. */
export type PlayerToken = IssuedToken & Playback;
