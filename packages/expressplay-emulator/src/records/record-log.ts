import { formatTime } from '../clock.ts';
import type { EventRecord, LoggedEvent } from './event-record.ts';

/** A redemption to be logged. */
export type Redemption = {
  readonly serviceId: number;
  readonly at: number;
  readonly record: Omit<EventRecord, 'event_id' | 'time'>;
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
    add: ({ serviceId, at, record }) => {
      const event = {
        serviceId,
        loggedAt: at,
        record: { event_id: lastEventId + 1, ...record, time: formatTime(at) }
      };
      restore(event);
      return event;
    },
    restore,
    all: serviceId => byService.get(serviceId) ?? [],
    byCookie: (serviceId, cookie) => byCookie.get(cookieKey(serviceId, cookie)) ?? [],
    clear: () => {
      byService.clear();
      byCookie.clear();
      lastEventId = 0;
    }
  };
}

const cookieKey = (serviceId: number, cookie: string): string => `${serviceId} ${cookie}`;

function append<Key>(lists: Map<Key, LoggedEvent[]>, key: Key, event: LoggedEvent): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [event]);
  else list.push(event);
}
