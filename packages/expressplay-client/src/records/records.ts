import type { CallOptions, Connection } from '../connection.ts';
import { parseJson } from '../errors/error-body.ts';
import { encodeForm } from '../parameters/form.ts';
import { integer, text } from '../parameters/kinds.ts';
import { type Field, fieldWriter, type ParameterTable, required } from '../parameters/parameter.ts';
import type { ExpressPlayRecord, RecordDecoder } from './decode-records.ts';

/** A part of all records: `length` of them from the 0-based index `start`, which is not an event ID. */
export interface RecordWindow {
  /** The 0-based index of the first record. */
  start: number;
  /** How many records, at least 1. */
  length: number;
}

/**
 * Record retrieval. ExpressPlay means it for troubleshooting and not for production: look a device up once, store
 * it, and keep these calls off the path of a purchase. The API is GET only, with the authenticator in the query: no
 * error and no inspected object of this client shows that URL, but a proxy's log would.
 */
export interface RecordRetrieval {
  /** The recent events of the tokens that carried `cookie`: up to 32, or the most recent one, by the vintage of the API. */
  recordsByCookie(cookie: string, options?: CallOptions): Promise<ExpressPlayRecord[]>;
  /** The most recent 32 events. */
  recentRecords(options?: CallOptions): Promise<ExpressPlayRecord[]>;
  /** The event whose ID is `eventId`. ExpressPlay's newest documentation no longer lists this mode. */
  recordById(eventId: number, options?: CallOptions): Promise<ExpressPlayRecord | undefined>;
  /** One window of all records. */
  recordWindow(window: RecordWindow, options?: CallOptions): Promise<ExpressPlayRecord[]>;
  /**
   * All records from `start` (default 0) on, fetched in windows of `length` (default 200) until one is empty.
   *
   * @example
   * for await (const record of client.records()) console.log(record.eventId, record.deviceId);
   */
  records(window?: Partial<RecordWindow>, options?: CallOptions): AsyncIterable<ExpressPlayRecord>;
}

export const cookieParameters: ParameterTable<{ cookie: string }> = {
  cookie: required(text('cookie', 32, -2033))
};
export const idParameters: ParameterTable<{ id: number }> = { id: required(integer('id', { min: 0 })) };
export const windowParameters: ParameterTable<RecordWindow> = {
  start: required(integer('start', { min: 0 })),
  length: required(integer('length', { min: 1 }))
};

const writeCookie = fieldWriter(cookieParameters);
const writeId = fieldWriter(idParameters);
const writeWindow = fieldWriter(windowParameters);

export function createRecords(connection: Connection, decode: RecordDecoder): RecordRetrieval {
  const { origin, path } = connection.targets.records;
  return {
    recordsByCookie: async (cookie, options) => get(writeCookie({ cookie }), options),
    recentRecords: async options => get([], options),
    recordById: async (id, options) => (await get(writeId({ id }), options)).at(0),
    recordWindow: async (window, options) => get(writeWindow(window), options),
    async *records({ start = 0, length = 200 } = {}, options) {
      for (let next = start; ; next += length) {
        const records = await get(writeWindow({ start: next, length }), options);
        if (records.length === 0) return;
        yield* records;
      }
    }
  };

  function get(fields: readonly Field[], options?: CallOptions): Promise<ExpressPlayRecord[]> {
    const query = encodeForm([['customerAuthenticator', connection.customerAuthenticator], ...fields]);
    const call = {
      api: 'records',
      method: 'GET',
      origin,
      path: `${path}?${query}`,
      repeatable: true
    } as const;
    return connection.transport.send(call, body => decode(parseJson(body) ?? body), options?.signal);
  }
}
