import { PATHS } from '../drm.ts';
import { readSeconds } from '../parameters/license-terms.ts';
import { readPersistent } from '../parameters/rights.ts';
import { readKeys } from './keys.ts';
import { readyLicenseUrl } from './license-url.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenKind } from './token-kind.ts';

/**
 * Universal tokens. Only the redemption URL is public, so this takes what all DRMs have in common and
 * answers like Widevine.
 */
export const universal: TokenKind = {
  read: call => {
    const keys = readKeys(call, () => undefined);
    const terms = { licenseDuration: readSeconds(call.parameters, 'licenseDuration', -7007) };
    return {
      ...readRestrictions(call, 'universal'),
      keys,
      terms,
      persistent: readPersistent(call.parameters)
    };
  },
  answer: ({ token, origin }) => readyLicenseUrl(token, origin + PATHS.universal.rights)
};
