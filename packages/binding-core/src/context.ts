import type { RandomBytes } from './ids.ts';
import type { TokenBudget } from './model/account.ts';
import type { ContentKeys } from './model/content.ts';
import type { Drm, DrmOptions, KnownEnforcement } from './model/drm.ts';
import type { Timestamp } from './model/time.ts';
import type { LicenseService } from './ports/licensing.ts';
import type { AccountUnit, Store } from './ports/store.ts';

/** The content that a registration's token is for. Every device may play it; it protects nothing. */
export interface DummyContent extends ContentKeys {
  /** Where the packaged clip is, for players that request a license only for media. */
  readonly url?: string | undefined;
}

/** What the operator decides. Durations are in seconds. */
export interface BindingSettings {
  /** What the tokens of registrations are for. */
  readonly dummyContent: DummyContent;
  /** How long a device has to redeem its dummy token, in seconds. Default 900. */
  readonly registrationTtl?: number;
  /** How long a token may be redeemed, in seconds, up to ExpressPlay's 30 days. Default 86,400. */
  readonly tokenTtl?: number;
  /**
   * The same for a token whose right ends and whose license counts from the redemption (Widevine, FairPlay, MS3), in seconds.
   * Such a license ends that much earlier than the right if it is redeemed at once. Default 300.
   */
  readonly endingTokenTtl?: number;
  /** How long an attempt holds its `Idempotency-Key`, in seconds; longer than any upstream deadline. Default 60. */
  readonly idempotencyHold?: number;
  /** ExpressPlay record look-ups that the background worker may make a minute, over all processes. Default 600. */
  readonly lookUpsPerMinute?: number;
  /** What ExpressPlay does with a device restriction, per DRM, where the operator knows it. */
  readonly deviceBinding?: Readonly<Partial<Record<Drm, KnownEnforcement>>>;
  /** Whether tokens are issued while nobody knows whether ExpressPlay restricts them to their device. Default `allow`. */
  readonly unverifiedBinding?: 'allow' | 'refuse';
  /** DRMs whose tokens are issued even if no device restriction protects them. Default none. */
  readonly allowUnbound?: readonly Drm[];
  /** The operator's default options per DRM; contents and token requests override them. */
  readonly drmOptions?: DrmOptions;
  /** Tokens that an account may get within a rolling window. Default no limit. */
  readonly tokenBudget?: TokenBudget | undefined;
  /** How long a browser's one-time code is valid, in seconds. Default 60. */
  readonly playerCodeTtl?: number;
  /** How long a browser's session lasts, in seconds. Default 3,600. */
  readonly playerSessionTtl?: number;
}

/** The settings with every default filled in. */
export type Settings = Required<Omit<BindingSettings, 'tokenBudget'>> & Pick<BindingSettings, 'tokenBudget'>;

/** Everything that the rules need from outside. */
export interface BindingDependencies {
  /** Where everything is stored. */
  readonly store: Store;
  /** ExpressPlay. */
  readonly licenses: LicenseService;
  /** Returns the time now. Default `Date.now`. */
  readonly clock?: () => Timestamp;
  /** Returns milliseconds that never go back, from any beginning. Default `performance.now`, or `clock` if it is given. */
  readonly monotonicClock?: () => number;
  /** Returns unpredictable bytes. Default those of `node:crypto`. */
  readonly randomBytes?: RandomBytes;
  /** What the operator decides. */
  readonly settings: BindingSettings;
}

/** The dependencies with every default filled in: the first argument of a use case. */
export interface Parts extends Required<Omit<BindingDependencies, 'monotonicClock'>> {
  /** The clock that says when a look-up is due. It goes on when `clock` is set back, see {@link steadyClock}. */
  readonly lookUpClock: () => Timestamp;
  /** With every default filled in. */
  readonly settings: Settings;
}

/** Staff set a rule aside. */
export interface Override {
  /** Why, for the audit trail. 1 to 500 characters. */
  readonly reason: string;
}

/** On whose behalf a use case runs. */
export interface Caller {
  /** Who it is, for the audit trail, e.g. the name of an API key. */
  readonly actor: string;
  /** The client's `Idempotency-Key`, 1 to 255 characters: the same key and input return the same answer again. */
  readonly idempotencyKey?: string | undefined;
  /**
   * Keys of different spaces are different keys, so that a browser never gets an answer to a backend. All callers of a space share its
   * keys, whatever their `actor` is: a backend that changes its API key goes on with its retries. Default `backend`, also for staff.
   */
  readonly keySpace?: 'backend' | 'browser' | undefined;
  /** Called if the answer is the stored one of an earlier call with the same `idempotencyKey`. */
  readonly onReplay?: (() => void) | undefined;
}

/** A use case in its unit of work on one account. */
export interface Context {
  readonly parts: Parts;
  readonly unit: AccountUnit;
  readonly caller: Caller;
  /** The one moment at which the unit decides and writes. */
  readonly now: Timestamp;
}

/** Runs `work` as one unit of work on the account, see {@link Store.inAccount}. */
export function inAccount<T>(
  parts: Parts,
  accountId: string,
  caller: Caller,
  work: (context: Context) => Promise<T>
): Promise<T> {
  return parts.store.inAccount(accountId, parts.clock(), unit =>
    // Read again, because the unit may have waited for others of the account.
    work({ parts, unit, caller, now: parts.clock() })
  );
}
