import type { DeviceClass } from './device.ts';
import type { DevicePolicy } from './policy.ts';
import type { Timestamp } from './time.ts';

/** The operator's customer or household. Exists from the first thing that is stored for it. */
export interface Account {
  /** The operator's opaque string, 1 to 128 characters. */
  readonly accountId: string;
  readonly policyName: string;
  readonly createdAt: Timestamp;
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
}
