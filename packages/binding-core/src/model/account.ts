import type { Device, DeviceClass } from './device.ts';
import { type DevicePolicy, type DevicePolicyRules, defaultPolicy } from './policy.ts';
import type { Timestamp } from './time.ts';

/** The operator's customer or household. Exists from the first thing that is stored for it. */
export interface Account {
  /** The operator's opaque string, 1 to 128 characters. */
  readonly accountId: string;
  readonly policyName: string;
  /** What differs from the policy for this account alone. */
  readonly policyOverrides: Partial<DevicePolicyRules>;
  /** Set while staff keep the account from registering devices and getting tokens. */
  readonly suspendedAt?: Timestamp | undefined;
  /** Swaps before this moment do not count any more. */
  readonly swapsResetAt?: Timestamp | undefined;
  readonly createdAt: Timestamp;
  /** Grows with every change of the account, its devices and its entitlements; the store counts. */
  readonly version: number;
}

/** An account for which nothing was stored yet. */
export function newAccount(accountId: string, createdAt: Timestamp): Account {
  return { accountId, policyName: defaultPolicy.name, policyOverrides: {}, createdAt, version: 0 };
}

/** Tokens that an account may get within a rolling window. */
export interface TokenBudget {
  readonly max: number;
  readonly windowSeconds: number;
}

/** An account as support staff want to see it. */
export interface AccountOverview {
  readonly accountId: string;
  readonly policy: DevicePolicy;
  readonly slots: {
    readonly total: number;
    readonly used: number;
    readonly free: number;
    readonly byClass: Readonly<Partial<Record<DeviceClass, number>>>;
  };
  /** Devices beyond a limit that was lowered, the longest unused first; they stay until somebody removes them. */
  readonly overLimit: readonly Device[];
  /** When the customer may make the next change of devices, if not at once. */
  readonly nextAllowedAt?: Timestamp | undefined;
  /** Where the operator limits tokens: how many were issued within the last `windowSeconds`, of at most `max`. */
  readonly tokenBudget?: (TokenBudget & { readonly used: number }) | undefined;
  readonly suspendedAt?: Timestamp | undefined;
}
