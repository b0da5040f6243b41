import type { Drm } from '../drm.ts';
import type { LicenseTimes } from '../redemption/license-times.ts';

/**
 * What the license server logs of a redemption. Public text attests `event_id` and `device_id` and that the
 * cookie is logged; the other members are the emulator's own.
 */
export type EventRecord = {
  /** Counts up from 1. */
  readonly event_id: number;
  /** The cookie of the token. */
  readonly cookie?: string | undefined;
  /** The device that redeemed: 32 lower-case hexadecimal digits. */
  readonly device_id: string;
  /** The kind of token. */
  readonly drm: Drm;
  /** The key IDs that the license was for: 32 hexadecimal digits each. */
  readonly kids: readonly string[];
  /** The event error code of a refused redemption; absent when it succeeded. */
  readonly error_code?: number | undefined;
  /** RFC 3339 in UTC. */
  readonly time: string;
};

/** A record and what record retrieval does not show of it. */
export type LoggedEvent = {
  /** The service that the token belongs to. */
  readonly serviceId: number;
  /** Milliseconds since 1970. */
  readonly loggedAt: number;
  /** The record as record retrieval returns it. */
  readonly record: EventRecord;
  /** How long the license plays; absent when the redemption made no license. */
  readonly license?: LicenseTimes | undefined;
};

/** A license that a device got, as the emulator's own API lists it. ExpressPlay has no such list. */
export type IssuedLicense = LicenseTimes & {
  /** The kind of token. */
  readonly drm: Drm;
  /** The device that redeemed: 32 lower-case hexadecimal digits. */
  readonly deviceId: string;
  /** The cookie of the token. */
  readonly cookie?: string | undefined;
  /** The key IDs of the license: 32 hexadecimal digits each. */
  readonly kids: readonly string[];
  /** When the license was issued. RFC 3339 in UTC. */
  readonly redeemedAt: string;
};
