import { formatTime } from '../clock.ts';
import type { LicenseTimes } from '../redemption/license-times.ts';
import type { EventRecord, IssuedLicense, LoggedEvent } from './event-record.ts';

/** A redemption to be logged. */
export type Redemption = {
  readonly serviceId: number;
  readonly at: number;
  readonly record: Omit<EventRecord, 'event_id' | 'time'>;
  readonly license?: LicenseTimes | undefined;
};

/** The redemption log of all services. */
export type RecordLog = {
  readonly add: (redemption: Redemption) => LoggedEvent;
  /** Takes back an event that was logged before a restart. */
  readonly restore: (event: LoggedEvent) => void;
  /** All of a service's events, oldest first. */
  readonly all: (serviceId: number) => readonly LoggedEvent[];
  /** A service's events with this cookie, oldest first. */
  readonly byCookie: (serviceId: number, cookie: string) => readonly LoggedEvent[];
  /** The licenses of all services, oldest first. */
  readonly licenses: () => readonly IssuedLicense[];
  readonly clear: () => void;
};

/** An empty log; event ids count from 1. */
export function createRecordLog(): RecordLog {
  const byService = new Map<number, LoggedEvent[]>();
  const byCookie = new Map<string, LoggedEvent[]>();
  let lastEventId = 0;

  const restore = (event: LoggedEvent): void => {
    lastEventId = Math.max(lastEventId, event.record.event_id);
    append(byService, event.serviceId, event);
    if (event.record.cookie !== undefined)
      append(byCookie, cookieKey(event.serviceId, event.record.cookie), event);
  };

  return {
    add: ({ serviceId, at, record, license }) => {
      const event = {
        serviceId,
        loggedAt: at,
        record: { event_id: lastEventId + 1, ...record, time: formatTime(at) },
        license
      };
      restore(event);
      return event;
    },
    restore,
    all: serviceId => byService.get(serviceId) ?? [],
    byCookie: (serviceId, cookie) => byCookie.get(cookieKey(serviceId, cookie)) ?? [],
    licenses: () =>
      [...byService.values()]
        .flat()
        .sort((one, other) => one.record.event_id - other.record.event_id)
        .flatMap(licenseOf),
    clear: () => {
      byService.clear();
      byCookie.clear();
      lastEventId = 0;
    }
  };
}

function licenseOf({ record, license }: LoggedEvent): IssuedLicense[] {
  if (license === undefined) return [];
  const { drm, device_id: deviceId, cookie, kids, time: redeemedAt } = record;
  return [{ drm, deviceId, cookie, kids, redeemedAt, ...license }];
}

const cookieKey = (serviceId: number, cookie: string): string => `${serviceId} ${cookie}`;

function append<Key>(lists: Map<Key, LoggedEvent[]>, key: Key, event: LoggedEvent): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [event]);
  else list.push(event);
}
