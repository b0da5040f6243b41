import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** What kind of device fills a slot. */
export const deviceClasses = ['browser', 'mobile', 'tablet', 'tv', 'console', 'desktop', 'other'] as const;

export type DeviceClass = (typeof deviceClasses)[number];

/** An ExpressPlay `device_id` that a device was proven to have, by redeeming a dummy token. */
export interface DeviceBinding {
  readonly drm: Drm;
  /** The `device_id` exactly as ExpressPlay's record gave it. */
  readonly drmDeviceId: string;
  /** The cookie of the registration that proved it; tokens for this binding carry it again. */
  readonly cookie: string;
  readonly boundAt: Timestamp;
}

/** Why a device lost its slot. */
export const removalCauses = ['customer', 'staff', 'replaced', 'idle', 'over-limit'] as const;

export type RemovalCause = (typeof removalCauses)[number];

/** One slot of an account. */
export interface Device {
  /** `dev_…`, time-ordered. */
  readonly deviceId: string;
  readonly accountId: string;
  readonly name: string;
  readonly class: DeviceClass;
  readonly state: 'active' | 'removed';
  readonly bindings: readonly DeviceBinding[];
  readonly createdAt: Timestamp;
  readonly lastTokenAt?: Timestamp | undefined;
  readonly removedAt?: Timestamp | undefined;
  readonly removedAs?: RemovalCause | undefined;
}
