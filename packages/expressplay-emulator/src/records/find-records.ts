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
  const visibleUntil = platform.now() - delay;
  const events = candidates(platform, serviceId, query).filter(({ loggedAt }) => loggedAt <= visibleUntil);
  return select(events.map(({ record }) => record).reverse(), query);
}

const candidates = ({ records }: Platform, serviceId: number, query: RecordQuery): readonly LoggedEvent[] =>
  query.by === 'cookie' ? records.byCookie(serviceId, query.cookie) : records.all(serviceId);

function select(newestFirst: readonly EventRecord[], query: RecordQuery): readonly EventRecord[] {
  if (query.by === 'id') return newestFirst.filter(record => record.event_id === query.id);
  if (query.by === 'window') return newestFirst.slice(query.start, query.start + query.length);
  return newestFirst.slice(0, DEFAULT_COUNT);
}
