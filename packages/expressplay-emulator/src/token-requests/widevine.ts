import { PATHS } from '../drm.ts';
import { EventError } from '../event-error.ts';
import { checkShortExtensions } from '../parameters/extensions.ts';
import { wholeNumber } from '../parameters/formats.ts';
import { checkSeconds, readSeconds } from '../parameters/license-terms.ts';
import { checkRange } from '../parameters/output-control.ts';
import { first } from '../parameters/parameters.ts';
import { readOptionalPersistent } from '../parameters/rights.ts';
import { readKeys } from './keys.ts';
import { readyLicenseUrl } from './license-url.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenCall, TokenKind } from './token-kind.ts';

/** Widevine: answers a license URL that is ready for use. */
export const widevine: TokenKind = {
  read: call => {
    const { parameters, switches } = call;
    const keys = readKeys(call, suffix => checkPolicy(call, suffix));
    const terms = {
      licenseDuration: readSeconds(parameters, 'licenseDuration', -7007),
      playbackDuration: readSeconds(parameters, 'playbackDuration', -7007)
    };
    checkSeconds(parameters, 'rental.playDuration', -2025);
    checkSeconds(parameters, 'rentalDuration', -6007);
    checkShortExtensions(parameters, 'wvExtension', -7009);
    return {
      ...readRestrictions(call, 'widevine'),
      keys,
      terms,
      persistent: readOptionalPersistent(parameters, switches)
    };
  },
  answer: ({ token, origin }) => readyLicenseUrl(token, origin + PATHS.widevine.rights)
};

/** Later callers may leave both levels out and know three more HDCP levels than the 2016 text. */
function checkPolicy({ parameters, switches }: TokenCall, suffix: string): void {
  const strict = switches.parameters === 'strict';
  const securityLevel = first(parameters, `securityLevel${suffix}`);
  if (securityLevel === undefined && strict) throw new EventError(-7003);
  if (securityLevel !== undefined && wholeNumber(securityLevel, 1, 5) === undefined)
    throw new EventError(-7004);
  if (strict && first(parameters, `hdcpOutputControl${suffix}`) === undefined) throw new EventError(-7006);
  checkRange(parameters, `hdcpOutputControl${suffix}`, 0, strict ? 2 : 5);
  checkRange(parameters, `trackType${suffix}`, 0, 4);
}
