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
  /** The record as ExpressPlay sent it. */
  raw: unknown;
}

/**
 * Decodes the answer of record retrieval. Only `event_id` and `device_id` are publicly attested, and the envelope is
 * not, so this accepts a bare array, an object around an array, or one single record, and spellings in snake or camel
 * case. To read what your account really returns, hand your own function to the client as `decodeRecords`.
 *
 * @param body the parsed JSON, or the text when it was not JSON
 * @returns `undefined` when nothing in the body looks like records
 */
export function decodeRecords(body: unknown): ExpressPlayRecord[] | undefined {
  if (typeof body === 'string') return body.trim() === '' ? [] : undefined;
  const list = listOf(body);
  return list?.every(isObject) ? list.map(toRecord) : undefined;
}

function listOf(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return undefined;
  const { eventId, deviceId, cookie } = toRecord(body);
  if (eventId !== undefined || deviceId !== undefined) return [body];
  const inner = Object.values(body).find(Array.isArray);
  if (inner) return inner;
  return cookie !== undefined ? [body] : nothingIn(body);
}

function nothingIn(body: object): [] | undefined {
  return Object.keys(body).length === 0 ? [] : undefined;
}

function toRecord(raw: object): ExpressPlayRecord {
  const record: ExpressPlayRecord = { raw };
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase().replaceAll(/[^a-z]/g, '');
    const number = integerOf(value);
    if (key === 'eventid' && number !== undefined) record.eventId = number;
    if (key === 'deviceid' && typeof value === 'string' && value) record.deviceId = value;
    if (key === 'cookie' && typeof value === 'string' && value) record.cookie = value;
    if (/code|error/.test(key) && number !== undefined && number < 0) record.errorCode ??= number;
  }
  return record;
}

function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
