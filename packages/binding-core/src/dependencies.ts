import type { RandomBytes } from './ids.ts';
import type { TokenBudget } from './model/account.ts';
import type { ContentKeys } from './model/content.ts';
import type { Drm } from './model/drm.ts';
import type { DrmOptions } from './model/drm-options.ts';
import type { Timestamp } from './model/time.ts';
import type { BindingEnforcement } from './model/token.ts';
import type { LicenseService } from './ports/licensing.ts';
import type { Store } from './ports/store.ts';

/** The content that a registration's token is for. Every device may play it; it protects nothing. */
export interface DummyContent extends ContentKeys {
  /** Where the packaged clip is, for players that need media to ask for a license. */
  readonly url?: string | undefined;
}

export interface BindingSettings {
  readonly dummyContent: DummyContent;
  /** How long a device has to redeem its dummy token, in seconds. Default 900. */
  readonly registrationTtl?: number;
  /** How long a token may be redeemed, in seconds, up to ExpressPlay's 30 days. Default 86,400. */
  readonly tokenTtl?: number;
  /** Seconds after which a client should ask again whether a pending registration is bound. Default 2. */
  readonly completionRetryAfter?: number;
  /** Seconds for which an attempt holds its `Idempotency-Key`; more than any upstream deadline. Default 60. */
  readonly idempotencyHold?: number;
  /** ExpressPlay record look-ups that the background worker may make a minute, over all processes. Default 600. */
  readonly lookUpsPerMinute?: number;
  /**
   * What the license service does with a device restriction, per DRM. Where it is not set, the restriction is tried, and a
   * refusal is remembered.
   */
  readonly deviceBinding?: Readonly<Partial<Record<Drm, BindingEnforcement>>>;
  /** DRMs for which tokens are issued although no device restriction protects them. Default none. */
  readonly allowUnbound?: readonly Drm[];
  /** The operator's default options per DRM; contents and token requests override them. */
  readonly drmOptions?: DrmOptions;
  /** Tokens that an account may get within a rolling window. Default without limit. */
  readonly tokenBudget?: TokenBudget | undefined;
  /** How long a browser's one-time code is valid, in seconds. Default 60. */
  readonly playerCodeTtl?: number;
  /** How long a browser's session lasts, in seconds. Default 3,600. */
  readonly playerSessionTtl?: number;
}

/** The settings with every default filled in. */
export type Settings = Required<Omit<BindingSettings, 'tokenBudget'>> & Pick<BindingSettings, 'tokenBudget'>;

/** Everything the rules need from outside. */
export interface BindingDependencies {
  readonly store: Store;
  readonly licenses: LicenseService;
  /** The time now. Default `Date.now`. */
  readonly clock?: () => Timestamp;
  /** Default `node:crypto`'s. */
  readonly randomBytes?: RandomBytes;
  readonly settings: BindingSettings;
}

/** The dependencies with every default filled in: what a use case is made from. */
export interface Parts {
  readonly store: Store;
  readonly licenses: LicenseService;
  readonly clock: () => Timestamp;
  readonly randomBytes: RandomBytes;
  readonly settings: Settings;
}

/** Staff set a rule aside. */
export interface Override {
  /** Why; goes into the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** On whose behalf a use case runs. */
export interface Caller {
  /** Written into the audit trail, e.g. the name of an API key. */
  readonly actor: string;
  /** The client's `Idempotency-Key`: the same key and input give the same answer again. */
  readonly idempotencyKey?: string | undefined;
}
