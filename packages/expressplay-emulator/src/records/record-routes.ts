import type { FastifyInstance } from 'fastify';
import { checkErrorFormat } from '../event-reply.ts';
import { authenticate } from '../parameters/authenticator.ts';
import type { RequestParameters } from '../parameters/parameters.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Switches } from '../switches.ts';
import type { EventRecord } from './event-record.ts';
import { findRecords } from './find-records.ts';
import { type RecordQuery, readRecordQuery } from './record-query.ts';
import { recordsXml, type ShownRecord } from './records-xml.ts';

/** Record retrieval: `GET /cmiapi/getrecord/`, with and without the last slash. */
export async function recordRoutes(app: FastifyInstance, { platform }: RouteOptions): Promise<void> {
  for (const url of ['/cmiapi/getrecord/', '/cmiapi/getrecord']) {
    app.get(url, { config: { call: { api: 'records' } } }, (request, reply) => {
      const parameters = request.query as RequestParameters;
      checkErrorFormat(parameters);
      const { customerAuthenticators, records } = platform.switchboard.current;
      const serviceId = authenticate(parameters, customerAuthenticators);
      const query = readRecordQuery(parameters);
      const found = findRecords(platform, serviceId, query).map(record => renamed(record, records.members));
      if (records.shape !== 'xml') return inShape(found, query, records);
      return reply.type('application/xml').send(recordsXml(found));
    });
  }
}

/** A record with the member names of the switches, in its own order. */
function renamed(record: EventRecord, names: Switches['records']['members']): ShownRecord {
  const namesOfMembers: Readonly<Record<string, string>> = {
    event_id: names.eventId,
    device_id: names.deviceId,
    cookie: names.cookie,
    error_code: names.errorCode,
    time: names.time
  };
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [namesOfMembers[name] ?? name, value])
  );
}

/** The real envelope is not public, so all the plausible ones can be had. */
function inShape(
  found: readonly ShownRecord[],
  query: RecordQuery,
  { shape, envelope }: Switches['records']
): unknown {
  if (shape === 'nested') return found.map(record => ({ event: record }));
  if (shape === 'wrapped') return { [envelope]: found };
  const asksForOne = query.by === 'cookie' || query.by === 'id';
  return shape === 'single' && asksForOne ? (found[0] ?? []) : found;
}
