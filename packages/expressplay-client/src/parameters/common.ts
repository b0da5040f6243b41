import { type ExpressPlayTime, freeText, text, time } from './kinds.ts';
import type { ParameterTable } from './parameter.ts';

/** The options that every token request has. */
export interface TokenOptions {
  /**
   * The correlation string that the license server logs beside the device ID, and that
   * {@link ExpressPlayClient.recordsByCookie} looks up. 1 to 32 characters.
   */
  cookie?: string;
  /**
   * Restricts the token to one device: the `deviceId` that an event record showed.
   * 32 hex digits for PlayReady. Whether Widevine (-7002) and FairPlay (-6008) enforce it is contradictory in
   * public text; for Marlin and universal tokens nothing is public.
   */
  deviceId?: string;
  /** When the token ends. At most 30 days ahead, which is also ExpressPlay's default. */
  expirationTime?: ExpressPlayTime;
}

/** The longest life of a token, in seconds. */
const maxTokenLifetime = 30 * 24 * 60 * 60;

export const tokenParameters: ParameterTable<TokenOptions> = {
  cookie: text('cookie', 32, -2033),
  deviceId: freeText('deviceId'),
  expirationTime: time('expirationTime', maxTokenLifetime, -2002)
};
