import type { Drm } from '../drm.ts';

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
};
