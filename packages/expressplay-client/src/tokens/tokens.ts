import type { ExpressPlayApi } from '../apis.ts';
import type { CallOptions, Connection } from '../connection.ts';
import { ExpressPlayArgumentError } from '../errors/errors.ts';
import type { Decode } from '../http/refusal.ts';
import type { CookieTransport } from '../options.ts';
import { encodeForm } from '../parameters/form.ts';
import type { Field } from '../parameters/parameter.ts';
import {
  type LicenseToken,
  onCbcsHost,
  type PlayReadyToken,
  parseLicenseUrl,
  parsePlayReadyAnswer
} from './answers.ts';
import { type FairPlayTokenRequest, fairplayFields } from './fairplay.ts';
import {
  type MarlinActionToken,
  type MarlinMs3Token,
  parseActionToken,
  parseMarlinMs3Answer
} from './marlin-answers.ts';
import {
  type MarlinBbDeregistrationTokenRequest,
  type MarlinBbLicenseTokenRequest,
  type MarlinBbRegistrationTokenRequest,
  marlinBbDeregistrationFields,
  marlinBbLicenseFields,
  marlinBbRegistrationFields
} from './marlin-bb.ts';
import { type MarlinMs3TokenRequest, marlinMs3Fields } from './marlin-ms3.ts';
import { type PlayReadyTokenRequest, playreadyFields } from './playready.ts';
import { type UniversalTokenRequest, universalFields } from './universal.ts';
import { type WidevineTokenRequest, widevineFields } from './widevine.ts';

/**
 * The token requests. They are POSTs: no key and no authenticator is ever in their URL. ExpressPlay charges for
 * redeemed tokens only, so all of them are safe to repeat.
 */
export interface Tokens {
  /** A Widevine token: a license URL that is ready to use. */
  widevineToken(request: WidevineTokenRequest, options?: CallOptions): Promise<LicenseToken>;
  /** A PlayReady token, with a license URL that is ready to use. */
  playreadyToken(request: PlayReadyTokenRequest, options?: CallOptions): Promise<PlayReadyToken>;
  /** A FairPlay token: a license URL that is ready to use. */
  fairplayToken(request: FairPlayTokenRequest, options?: CallOptions): Promise<LicenseToken>;
  /** A Marlin MS3 token: the compound URL for a Marlin client. */
  marlinMs3Token(request: MarlinMs3TokenRequest, options?: CallOptions): Promise<MarlinMs3Token>;
  /** A universal token: a license URL that is ready to use. */
  universalToken(request: UniversalTokenRequest, options?: CallOptions): Promise<LicenseToken>;
  /** A Marlin Broadband token that registers a device with a user. */
  marlinBbRegistrationToken(
    request: MarlinBbRegistrationTokenRequest,
    options?: CallOptions
  ): Promise<MarlinActionToken>;
  /** A Marlin Broadband token for a license. */
  marlinBbLicenseToken(
    request: MarlinBbLicenseTokenRequest,
    options?: CallOptions
  ): Promise<MarlinActionToken>;
  /** A Marlin Broadband token that removes a device from a user. */
  marlinBbDeregistrationToken(
    request: MarlinBbDeregistrationTokenRequest,
    options?: CallOptions
  ): Promise<MarlinActionToken>;
}

/** How the token requests of a client are written, where ExpressPlay or its documentation leaves a choice. */
export interface TokenSettings {
  /** See `ExpressPlayClientOptions.useHttps`. */
  readonly useHttps?: boolean | undefined;
  /** See `ExpressPlayClientOptions.deviceIdParameter`. */
  readonly deviceIdParameter?: string | readonly string[] | undefined;
  /** See `ExpressPlayClientOptions.cookieTransport`. */
  readonly cookieTransport?: CookieTransport | undefined;
}

export function createTokens(connection: Connection, settings: TokenSettings): Tokens {
  const deviceIdNames = [...new Set([settings.deviceIdParameter ?? 'deviceId'].flat())];
  const transport = settings.cookieTransport ?? 'form';
  return {
    widevineToken: async (request, options) =>
      send('widevine', widevineFields(request), parseLicenseUrl, options),
    async playreadyToken(request, options) {
      const token = await send('playready', playreadyFields(request), parsePlayReadyAnswer, options);
      return request.algId === 'aescbc' ? onCbcsHost(token) : token;
    },
    fairplayToken: async (request, options) =>
      send('fairplay', fairplayFields(request), parseLicenseUrl, options),
    marlinMs3Token: async (request, options) =>
      send('marlin-ms3', marlinMs3Fields(request), parseMarlinMs3Answer, options),
    universalToken: async (request, options) =>
      send('universal', universalFields(request), parseLicenseUrl, options),
    marlinBbRegistrationToken: async (request, options) =>
      send('marlin-bb', marlinBbRegistrationFields(request), parseActionToken, options),
    marlinBbLicenseToken: async (request, options) =>
      send('marlin-bb', marlinBbLicenseFields(request), parseActionToken, options),
    marlinBbDeregistrationToken: async (request, options) =>
      send('marlin-bb', marlinBbDeregistrationFields(request), parseActionToken, options)
  };

  function send<Token>(
    api: ExpressPlayApi,
    fields: readonly Field[],
    parse: Decode<Token>,
    options?: CallOptions
  ): Promise<Token> {
    const { origin, path } = connection.targets[api];
    const useHttps = settings.useHttps ?? origin.startsWith('https:');
    const form: Field[] = [
      ['customerAuthenticator', connection.customerAuthenticator],
      ['errorFormat', 'json']
    ];
    if (useHttps) form.push(['useHttps', 'true']);
    const carried: Field[] = [];
    for (const [name, value] of fields) {
      if (name === 'deviceId') form.push(...deviceIdNames.map((one): Field => [one, value]));
      else if (deviceIdNames.includes(name))
        throw new ExpressPlayArgumentError(`parameters.${name}`, 'is the device restriction: use deviceId');
      else (name === 'cookie' && transport !== 'form' ? carried : form).push([name, value]);
    }
    const call = {
      api,
      method: 'POST',
      origin,
      path: transport === 'query' && carried.length > 0 ? `${path}?${encodeForm(carried)}` : path,
      headers: typeof transport === 'object' ? cookieHeader(transport.header, carried) : {},
      contentType: formType,
      body: encodeForm(form),
      repeatable: true
    } as const;
    return connection.transport.send(call, parse, options?.signal);
  }
}

const formType = 'application/x-www-form-urlencoded';

function cookieHeader(header: string, carried: readonly Field[]): Readonly<Record<string, string>> {
  const [[, cookie] = []] = carried;
  if (cookie === undefined) return {};
  if (!/^[\x21-\x7e]+$/.test(cookie)) {
    throw new ExpressPlayArgumentError('cookie', 'must be visible ASCII to be sent as a header', -2033);
  }
  return { [header]: cookie };
}
