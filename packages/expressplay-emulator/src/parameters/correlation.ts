import { EventError } from '../event-error.ts';
import { first, type RequestParameters } from './parameters.ts';

const MAX_COOKIE_LENGTH = 32;

/**
 * The `cookie` that the token carries into the redemption record.
 *
 * @throws EventError -2033 when it is empty or longer than 32 characters.
 */
export function readCookie(parameters: RequestParameters): string | undefined {
  const cookie = first(parameters, 'cookie');
  if (cookie === undefined) return undefined;
  if (cookie === '' || cookie.length > MAX_COOKIE_LENGTH) throw new EventError(-2033);
  return cookie;
}
