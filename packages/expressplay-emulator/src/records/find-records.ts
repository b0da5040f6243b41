import type { Platform } from '../platform.ts';
import type { EventRecord, LoggedEvent } from './event-record.ts';
import type { RecordQuery } from './record-query.ts';

/** How many records ExpressPlay answers when no window is asked for. */
const DEFAULT_COUNT = 32;

/** The records asked for, newest first, as far as the switches let them be seen. */
export function findRecords(
  platform: Platform,
  serviceId: number,
  query: RecordQuery
): readonly EventRecord[] {
  const { delay, missing } = platform.switchboard.current.records;
  if (missing) return [];
  const events = candidates(platform, serviceId, query);
  const visibleUntil = platform.now() - delay;
  const end = events.findLastIndex(({ loggedAt }) => loggedAt <= visibleUntil) + 1;
  return select(events, end, query).map(({ record }) => record);
}

const candidates = ({ records }: Platform, serviceId: number, query: RecordQuery): readonly LoggedEvent[] =>
  query.by === 'cookie' ? records.byCookie(serviceId, query.cookie) : records.all(serviceId);

/** Takes only what is asked for off the end, which matters after a load test. */
function select(events: readonly LoggedEvent[], end: number, query: RecordQuery): readonly LoggedEvent[] {
  if (query.by === 'id') return events.slice(0, end).filter(({ record }) => record.event_id === query.id);
  const { start, length } = query.by === 'window' ? query : { start: 0, length: DEFAULT_COUNT };
  return events.slice(Math.max(0, end - start - length), Math.max(0, end - start)).reverse();
}
