import type { Drm } from './drm.ts';
import type { Timestamp } from './time.ts';

/** The kinds of devices. */
export const deviceClasses = ['browser', 'mobile', 'tablet', 'tv', 'console', 'desktop', 'other'] as const;

/** One kind of device. */
export type DeviceClass = (typeof deviceClasses)[number];

/** An ExpressPlay `device_id` that a device has proven by redeeming a dummy token. */
export interface DeviceBinding {
  /** The DRM that knows the device by this id. */
  readonly drm: Drm;
  /** The `device_id` exactly as in ExpressPlay's record. */
  readonly drmDeviceId: string;
  /** The cookie of the registration that proved it, 32 characters; tokens for this binding carry it again. */
  readonly cookie: string;
  /** When it was proven. */
  readonly boundAt: Timestamp;
}

/** The reasons why a device loses its slot. */
export const removalCauses = ['customer', 'staff', 'replaced', 'idle', 'over-limit'] as const;

/** Why a device lost its slot. */
export type RemovalCause = (typeof removalCauses)[number];

/** One slot of an account. */
export interface Device {
  /** `dev_…`, time-ordered. */
  readonly deviceId: string;
  /** The account whose slot it fills or filled. */
  readonly accountId: string;
  /** For people, 1 to 100 characters. */
  readonly name: string;
  /** What kind of device it is. */
  readonly class: DeviceClass;
  /** Whether it fills its slot. */
  readonly state: 'active' | 'removed';
  /** Its proven ids, at most one per DRM. */
  readonly bindings: readonly DeviceBinding[];
  /** When it was first bound. */
  readonly createdAt: Timestamp;
  /** When its latest token was issued. */
  readonly lastTokenAt?: Timestamp | undefined;
  /** When it lost its slot. */
  readonly removedAt?: Timestamp | undefined;
  /** Why it lost its slot. */
  readonly removedAs?: RemovalCause | undefined;
}

/** Which devices of all accounts to search for: by their own id, or by the id that they are or were bound to. */
export type DeviceFilter =
  | { readonly deviceId: string; readonly drm?: undefined; readonly drmDeviceId?: undefined }
  | { readonly deviceId?: undefined; readonly drm: Drm; readonly drmDeviceId: string };
