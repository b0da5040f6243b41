import type { FastifyInstance } from 'fastify';
import { checkErrorFormat } from '../event-reply.ts';
import { authenticate } from '../parameters/authenticator.ts';
import type { RequestParameters } from '../parameters/parameters.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Switches } from '../switches.ts';
import type { EventRecord } from './event-record.ts';
import { findRecords } from './find-records.ts';
import { type RecordQuery, readRecordQuery } from './record-query.ts';

/** Record retrieval: `GET /cmiapi/getrecord/`, with and without the last slash. */
export async function recordRoutes(app: FastifyInstance, { platform }: RouteOptions): Promise<void> {
  for (const url of ['/cmiapi/getrecord/', '/cmiapi/getrecord']) {
    app.get(url, { config: { call: { api: 'records' } } }, request => {
      const parameters = request.query as RequestParameters;
      checkErrorFormat(parameters);
      const { customerAuthenticators, records } = platform.switchboard.current;
      const serviceId = authenticate(parameters, customerAuthenticators);
      const query = readRecordQuery(parameters);
      return inShape(findRecords(platform, serviceId, query), query, records);
    });
  }
}

/** The real envelope is not public, so all the plausible ones can be had. */
function inShape(
  found: readonly EventRecord[],
  query: RecordQuery,
  { shape, envelope }: Switches['records']
): unknown {
  if (shape === 'wrapped') return { [envelope]: found };
  const asksForOne = query.by === 'cookie' || query.by === 'id';
  return shape === 'single' && asksForOne ? (found[0] ?? []) : found;
}
