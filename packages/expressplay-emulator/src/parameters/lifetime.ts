import type { EventCode } from '../event-codes.ts';
import { EventError } from '../event-error.ts';
import { utcTime, wholeNumber } from './formats.ts';
import { first, type RequestParameters } from './parameters.ts';

/** Both the default and the longest lifetime of a token: 30 days, in milliseconds. */
const MAX_TOKEN_LIFETIME = 30 * 24 * 60 * 60 * 1000;

/**
 * When the token expires, in milliseconds since 1970: `expirationTime`, or 30 days from now.
 *
 * @throws EventError -2002 when it is malformed, not in the future, or further away than 30 days.
 */
export function readExpiration(parameters: RequestParameters, now: number): number {
  const text = first(parameters, 'expirationTime');
  if (text === undefined) return now + MAX_TOKEN_LIFETIME;
  const expiresAt = readMoment(text, now, -2002);
  if (expiresAt <= now || expiresAt > now + MAX_TOKEN_LIFETIME) throw new EventError(-2002);
  return expiresAt;
}

/** A moment as ExpressPlay takes it: RFC 3339 in UTC, or `+N` seconds from now. */
export function readMoment(text: string, now: number, code: EventCode): number {
  const seconds = text.startsWith('+') ? wholeNumber(text.slice(1)) : undefined;
  const moment = seconds === undefined ? utcTime(text) : now + seconds * 1000;
  if (moment === undefined) throw new EventError(code);
  return moment;
}
