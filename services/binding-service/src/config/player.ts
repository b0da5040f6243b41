import type { BrowserCookieMode } from '@expressplay-binding/fastify-binding';
import { ConfigurationError } from './read-variables.ts';
import type { Variables } from './variables.ts';

/** How browsers may call. */
export interface PlayerConfiguration {
  readonly cookieSecrets: readonly string[];
  readonly origins: readonly string[];
  readonly cookieMode: BrowserCookieMode;
}

/** Returns `undefined` if browsers may not call. @throws {ConfigurationError} */
export function playerOf(variables: Variables): PlayerConfiguration | undefined {
  const { COOKIE_SECRETS: secrets, PLAYER_ORIGINS: origins, PLAYER_COOKIES: cookieMode } = variables;
  if (secrets === undefined && origins === undefined) return undefined;
  if (secrets === undefined || origins === undefined)
    throw new ConfigurationError('COOKIE_SECRETS and PLAYER_ORIGINS belong together: set both or neither.');
  return { cookieSecrets: secrets.split(','), origins: origins.split(',').map(originOf), cookieMode };
}

function originOf(text: string): string {
  const origin = text.trim();
  if (URL.parse(origin)?.origin === origin && !origin.includes('*')) return origin;
  throw new ConfigurationError(
    'PLAYER_ORIGINS must be origins such as https://shop.example, without a path or a wildcard, separated by commas.'
  );
}
