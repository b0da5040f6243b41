import { PATHS } from '../drm.ts';
import { EventError } from '../event-error.ts';
import { normalizeKid } from '../keystore/kid.ts';
import { readContentKey } from '../parameters/content-keys.ts';
import { checkShortExtensions } from '../parameters/extensions.ts';
import { isHex16 } from '../parameters/formats.ts';
import { checkSeconds, readSeconds } from '../parameters/license-terms.ts';
import { first } from '../parameters/parameters.ts';
import { checkRightsType, readOptionalPersistent } from '../parameters/rights.ts';
import { readyLicenseUrl } from './license-url.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenCall, TokenKind } from './token-kind.ts';

/** FairPlay needs no kid; its license then carries the key under this one. */
const NO_KID = '0'.repeat(32);

/** FairPlay: answers a license URL that is ready for use. */
export const fairplay: TokenKind = {
  read: call => {
    const { parameters, switches } = call;
    if (!isHex16(first(parameters, 'iv') ?? '')) throw new EventError(-6003);
    const kid = readKid(call);
    const key = readContentKey(parameters, '', kid, call.stored);
    const terms = { rentalDuration: readSeconds(parameters, 'rentalDuration', -6007) };
    checkRightsType(parameters);
    checkSeconds(parameters, 'rental.playDuration', -2025);
    checkShortExtensions(parameters, 'fpExtension', -6001);
    return {
      ...readRestrictions(call, 'fairplay'),
      keys: [{ kid, key }],
      terms,
      persistent: readOptionalPersistent(parameters, switches)
    };
  },
  answer: ({ token, origin }) => readyLicenseUrl(token, origin + PATHS.fairplay.rights)
};

/**
 * With `kek`, the 2016 text takes either `kid` (the key is in key storage) or `ek`; later callers send
 * both.
 */
function readKid({ parameters, switches }: TokenCall): string {
  const kid = first(parameters, 'kid');
  const wrapped = first(parameters, 'ek') !== undefined;
  if (kid !== undefined && wrapped && switches.parameters === 'strict') {
    throw new EventError(-4024, 'give kid or ek, not both');
  }
  if (kid !== undefined) return normalizeKid(kid);
  if (!wrapped && first(parameters, 'contentKey') === undefined) throw new EventError(-4018);
  return NO_KID;
}
