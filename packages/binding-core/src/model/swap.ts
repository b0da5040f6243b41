import type { Timestamp } from './time.ts';

/** A swap that counts against the policy. */
export interface Swap {
  /** `swp_…`, time-ordered. */
  readonly swapId: string;
  readonly accountId: string;
  /** The device that went, or the one that came. */
  readonly deviceId: string;
  readonly kind: 'removal' | 'binding';
  /** Let through although the rules said no. */
  readonly grace: boolean;
  readonly at: Timestamp;
}
