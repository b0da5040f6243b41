import {
  checkArgument,
  checkOptions,
  choiceRule,
  type LicenseService,
  type LicenseToken,
  type LicenseTokenRequest,
  objectRule,
  optional
} from '@expressplay-binding/binding-core';
import type { ExpressPlayClient } from '@expressplay-binding/expressplay-client';
import type { WidevineDurations } from './license-rights.ts';
import { requestLicenseToken } from './request-license-token.ts';
import { toBindingError } from './upstream-problems.ts';

/** What the operator knows of ExpressPlay's licenses. */
export interface LicenseOptions {
  /** Which of the published texts on Widevine's durations holds. Default `either`. */
  readonly widevineDurations?: WidevineDurations | undefined;
}

const clientRule = objectRule(
  'the client that `createExpressPlayClient({ endpoints, customerAuthenticator })` returns',
  'widevineToken',
  'recordsByCookie'
);

/**
 * The license service of binding-core on ExpressPlay. Every failure of ExpressPlay becomes a `BindingError`.
 *
 * @example
 * const client = createExpressPlayClient({ endpoints: 'test', customerAuthenticator });
 * const licenses = expressPlayLicenses(client);
 * const binding = createBinding({ store, licenses, settings });
 *
 * @throws {OptionError} For a client or an option that is missing, unknown or wrong.
 */
export function expressPlayLicenses(client: ExpressPlayClient, options: LicenseOptions = {}): LicenseService {
  checkArgument('expressPlayLicenses', 'client', client, clientRule);
  checkOptions<LicenseOptions>('expressPlayLicenses', options, {
    widevineDurations: optional(choiceRule('either', 'start-window', 'from-first-play'))
  });
  const { widevineDurations = 'either' } = options;
  return {
    requestToken: (request: LicenseTokenRequest): Promise<LicenseToken> =>
      requestLicenseToken(client, request, widevineDurations).catch(refuse),

    async findRedemptions(cookie) {
      const records = await client.recordsByCookie(cookie).catch(refuse);
      return records.flatMap(record => {
        const redeemed = record.errorCode === undefined && (record.cookie ?? cookie) === cookie;
        if (!redeemed || record.deviceId === undefined) return [];
        return [{ deviceId: record.deviceId, redeemedAt: record.time?.getTime() }];
      });
    }
  };
}

function refuse(error: unknown): never {
  throw toBindingError(error);
}
