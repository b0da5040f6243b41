import type { Device, DeviceClass } from './device.ts';
import { type DevicePolicy, type DevicePolicyRules, defaultPolicy } from './policy.ts';
import type { Timestamp } from './time.ts';

/** The operator's customer or household. It exists as soon as anything is stored for it. */
export interface Account {
  /** The operator's own id, 1 to 128 characters. */
  readonly accountId: string;
  /** The policy that it is under. */
  readonly policyName: string;
  /** The rules that differ from the policy for this account only. */
  readonly policyOverrides: Partial<DevicePolicyRules>;
  /** Since when staff have suspended it: it can neither register devices nor get tokens. */
  readonly suspendedAt?: Timestamp | undefined;
  /** Swaps before this moment do not count any more. */
  readonly swapsResetAt?: Timestamp | undefined;
  /** When the first thing was stored for it. */
  readonly createdAt: Timestamp;
  /** Grows with every change of the account, its devices and its entitlements; the store counts. */
  readonly version: number;
  /** Grows with every change of the policy that it is under; the store counts. */
  readonly policyVersion: number;
}

/** An account for which nothing is stored yet. */
export function newAccount(accountId: string, createdAt: Timestamp): Account {
  return {
    accountId,
    policyName: defaultPolicy.name,
    policyOverrides: {},
    createdAt,
    version: 0,
    policyVersion: 0
  };
}

/** How many tokens an account may get within a rolling window. */
export interface TokenBudget {
  /** Tokens within any window. */
  readonly max: number;
  /** Length of the window. */
  readonly windowSeconds: number;
}

/** An account as support staff see it. */
export interface AccountOverview extends Pick<Account, 'accountId' | 'suspendedAt'> {
  /** The rules in force. */
  readonly policy: DevicePolicy;
  /** How many of `maxDevices` are used and free, and how many active devices there are of each class. */
  readonly slots: {
    readonly total: number;
    readonly used: number;
    readonly free: number;
    readonly byClass: Readonly<Partial<Record<DeviceClass, number>>>;
  };
  /** Devices beyond a lowered limit, the longest unused first; they stay until somebody removes them. */
  readonly overLimit: readonly Device[];
  /** When the customer may change devices again; absent if at once, or never. */
  readonly nextAllowedAt?: Timestamp | undefined;
  /** If the operator limits tokens: the budget, and how many were issued within the last `windowSeconds`. */
  readonly tokenBudget?: (TokenBudget & { readonly used: number }) | undefined;
}

/** A browser's short-lived access to one account; the operator's server opens it with a one-time code. */
export interface PlayerSession {
  /** `ses_…`, time-ordered. */
  readonly sessionId: string;
  /** The account that the browser has access to. */
  readonly accountId: string;
  /** What kind of device the browser registers as. The operator's server says it, not the page. */
  readonly deviceClass: DeviceClass;
  /** SHA-256 of the one-time code, as hex. */
  readonly codeHash: string;
  /** From when on the code is not valid any more. */
  readonly codeExpiresAt: Timestamp;
  /** When the browser redeemed the code. */
  readonly exchangedAt?: Timestamp | undefined;
  /** From when on the session is not valid any more. */
  readonly expiresAt: Timestamp;
  /** When the browser signed out. */
  readonly endedAt?: Timestamp | undefined;
}
