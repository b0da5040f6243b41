import { EventError } from '../event-error.ts';
import { readCookie } from '../parameters/correlation.ts';
import { wholeNumber } from '../parameters/formats.ts';
import { first, type RequestParameters } from '../parameters/parameters.ts';

/** One of the four documented ways to ask for records. */
export type RecordQuery =
  | { readonly by: 'recency' }
  | { readonly by: 'cookie'; readonly cookie: string }
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'window'; readonly start: number; readonly length: number };

/**
 * Reads which records are asked for. Combining two ways is unsupported.
 *
 * @throws EventError -2033 for a bad cookie, -2035 for a bad or incomplete `id`, `start` or `length` and
 * for two ways at once; public text gives no codes for the latter.
 */
export function readRecordQuery(parameters: RequestParameters): RecordQuery {
  const cookie = readCookie(parameters);
  const id = readNumber(parameters, 'id');
  const start = readNumber(parameters, 'start');
  const length = readNumber(parameters, 'length');
  const window = start !== undefined || length !== undefined;
  if ([cookie !== undefined, id !== undefined, window].filter(Boolean).length > 1) {
    throw new EventError(-2035, 'cookie, id and start with length exclude each other');
  }
  if (cookie !== undefined) return { by: 'cookie', cookie };
  if (id !== undefined) return { by: 'id', id };
  if (!window) return { by: 'recency' };
  if (start === undefined || length === undefined)
    throw new EventError(-2035, 'start and length belong together');
  return { by: 'window', start, length };
}

function readNumber(parameters: RequestParameters, name: string): number | undefined {
  const text = first(parameters, name);
  if (text === undefined) return undefined;
  const number = wholeNumber(text);
  if (number === undefined) throw new EventError(-2035, name);
  return number;
}
