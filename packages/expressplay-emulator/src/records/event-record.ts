import type { Drm } from '../drm.ts';

/**
 * What the license server logs of a redemption. Public text attests `event_id` and `device_id` and that the
 * cookie is logged; the other members are the emulator's own.
 */
export type EventRecord = {
  readonly event_id: number;
  readonly cookie?: string | undefined;
  readonly device_id: string;
  readonly drm: Drm;
  /** The key IDs that the license was for: 32 hexadecimal digits each. */
  readonly kids: readonly string[];
  /** RFC 3339 in UTC. */
  readonly time: string;
};

/** A record and what record retrieval does not show of it. */
export type LoggedEvent = {
  readonly serviceId: number;
  /** Milliseconds since 1970. */
  readonly loggedAt: number;
  readonly record: EventRecord;
};
