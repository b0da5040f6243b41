import type { IssuedToken } from './api/resources.ts';

/** A token with what a player of this browser needs to redeem it; see the adapters. */
export interface PlayerToken extends IssuedToken {
  /** The key system that this browser registered with. */
  readonly keySystem: string;
  /** What goes with each license request. */
  readonly licenseHeaders: Readonly<Record<string, string>>;
  /** The robustness that this browser registered with; empty for any. */
  readonly robustness: string;
  /** Where FairPlay's certificate is, if the client was told. */
  readonly fairPlayCertificateUrl?: string;
}
