import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { isText } from '../parameters/kinds.ts';

/** One event of ExpressPlay's log: a redemption, with the device that made it. */
export interface ExpressPlayRecord {
  /** ExpressPlay's number of the event. */
  eventId?: number;
  /** The device ID that the license server read from the device's challenge. */
  deviceId?: string;
  /** The cookie of the redeemed token. */
  cookie?: string;
  /** A negative event code, when the redemption failed. */
  errorCode?: number;
  /** When the event happened. */
  time?: Date;
  /** The record as ExpressPlay sent it. */
  raw: unknown;
}

/** The names by which an account's records are read. A dot leads into an object, e.g. `device.id`. */
export interface RecordDecoderOptions {
  /** The member that holds the list of records. Default: the answer itself, or its first member that is a list. */
  envelope?: string;
  /** The member of each part of a record. Default: the usual spellings, e.g. `device_id` and `deviceId`. */
  members?: Partial<Record<'eventId' | 'deviceId' | 'cookie' | 'errorCode' | 'time', string>>;
}

/** Reads the parsed JSON of an answer, or its text when it is not JSON; `undefined` when it is not a list of records. */
export type RecordDecoder = (body: unknown) => ExpressPlayRecord[] | undefined;

/**
 * Makes a decoder for the records of an account whose form is known.
 *
 * @example
 * const decodeRecords = createRecordDecoder({ envelope: 'data.events', members: { deviceId: 'device.id' } });
 * const client = createExpressPlayClient({ endpoints, customerAuthenticator, decodeRecords });
 *
 * @throws {ExpressPlayArgumentError} for a name that is not text
 */
export function createRecordDecoder(options: RecordDecoderOptions = {}): RecordDecoder {
  const { envelope, members = {} } = options;
  checkName('envelope', envelope);
  for (const [part, name] of Object.entries(members)) checkName(`members.${part}`, name);
  return body => {
    if (typeof body === 'string') return body.trim() === '' ? [] : undefined;
    const list = envelope === undefined ? listOf(body, members) : listAt(body, envelope);
    if (!list?.every(isObject)) return undefined;
    const records = list.map(raw => toRecord(raw, members));
    return members.deviceId === undefined && areUnreadable(records) ? undefined : records;
  };
}

/**
 * Decodes the answer of record retrieval. Only `event_id` and `device_id` are publicly attested, and the envelope is
 * not. So this accepts a bare array, an object around an array, or one record, and names in snake or camel case.
 * Records that name neither a device nor an error are not accepted: a device would then wait for a record that it has
 * already. To read such records, use {@link createRecordDecoder} or your own function as the option `decodeRecords`.
 *
 * @param body the parsed JSON, or the text when it was not JSON
 * @returns `undefined` when nothing in the body looks like records
 */
export const decodeRecords: RecordDecoder = createRecordDecoder();

type Members = NonNullable<RecordDecoderOptions['members']>;

function areUnreadable(records: readonly ExpressPlayRecord[]): boolean {
  return (
    records.length > 0 &&
    records.every(({ deviceId, errorCode }) => deviceId === undefined && errorCode === undefined)
  );
}

function listAt(body: unknown, path: string): readonly unknown[] | undefined {
  const found = valueAt(body, path);
  if (Array.isArray(found)) return found;
  return isObject(found) ? [found] : undefined;
}

function listOf(body: unknown, members: Members): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return undefined;
  const { eventId, deviceId, cookie } = toRecord(body, members);
  if (eventId !== undefined || deviceId !== undefined) return [body];
  const inner = Object.values(body).find(Array.isArray);
  if (inner) return inner;
  if (cookie !== undefined) return [body];
  return Object.keys(body).length === 0 ? [] : undefined;
}

function toRecord(raw: object, members: Members): ExpressPlayRecord {
  const record: ExpressPlayRecord = { raw };
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (key === 'eventid') set(record, 'eventId', integerOf(value));
    if (key === 'deviceid') set(record, 'deviceId', textOf(value));
    if (key === 'cookie') set(record, 'cookie', textOf(value));
    if (/code|error/.test(key))
      record.errorCode === undefined && set(record, 'errorCode', errorCodeOf(value));
    if (timeNames.includes(key)) set(record, 'time', momentOf(value));
  }
  for (const [part, path] of Object.entries(members) as [keyof Members, string][]) {
    delete record[part];
    set(record, part, readers[part](valueAt(raw, path)) as never);
  }
  return record;
}

const timeNames = ['time', 'timestamp', 'eventtime', 'date', 'datetime', 'createdat'];

const readers = {
  eventId: integerOf,
  deviceId: textOf,
  cookie: textOf,
  errorCode: errorCodeOf,
  time: momentOf
} as const;

function set<Part extends keyof ExpressPlayRecord>(
  record: ExpressPlayRecord,
  part: Part,
  value: ExpressPlayRecord[Part] | undefined
): void {
  if (value !== undefined) record[part] = value;
}

/** The value at a path of own members; a member whose name has a dot is found by its whole name. */
function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return Reflect.get(value, path);
  const dot = path.indexOf('.');
  const name = path.slice(0, dot);
  return dot > 0 && Object.hasOwn(value, name)
    ? valueAt(Reflect.get(value, name), path.slice(dot + 1))
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function errorCodeOf(value: unknown): number | undefined {
  const number = integerOf(value);
  return number !== undefined && number < 0 ? number : undefined;
}

/** RFC 3339, or the seconds or milliseconds since 1970. A time without its zone could be any of a day's. */
function momentOf(value: unknown): Date | undefined {
  const number = integerOf(value);
  if (number !== undefined) return number > 0 ? validDate(number < 1e11 ? number * 1000 : number) : undefined;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ].*(?:Z|[+-]\d\d:?\d\d)$/.test(value))
    return undefined;
  return validDate(Date.parse(value));
}

function validDate(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkName(option: string, name: string | undefined): void {
  if (name !== undefined && !isText(name)) {
    throw new ExpressPlayArgumentError(option, 'must be the name of a member');
  }
}
