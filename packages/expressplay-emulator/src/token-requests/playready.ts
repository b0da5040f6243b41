import { PATHS } from '../drm.ts';
import { EventError } from '../event-error.ts';
import { checkLongExtension } from '../parameters/extensions.ts';
import { checkChoice, checkControlWord, checkRange } from '../parameters/output-control.ts';
import { first } from '../parameters/parameters.ts';
import { readPersistent, readRentalTerms } from '../parameters/rights.ts';
import { readKeys } from './keys.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenCall, TokenKind } from './token-kind.ts';

const OUTPUT_PROTECTION_LEVELS = [
  'analogVideoOPL',
  'compressedDigitalAudioOPL',
  'compressedDigitalVideoOPL',
  'uncompressedDigitalAudioOPL',
  'uncompressedDigitalVideoOPL'
];

/** PlayReady: answers JSON with the license acquisition URL and the token apart. */
export const playready: TokenKind = {
  read: call => {
    const { parameters, switches, now } = call;
    if (first(parameters, 'kek') !== undefined && first(parameters, 'contentKey') !== undefined) {
      throw new EventError(-5007);
    }
    const keys = readKeys(call, suffix =>
      checkChoice(parameters, `minCertSecurityLevel${suffix}`, ['150', '2000', '3000'])
    );
    const terms = readRentalTerms(parameters, now, switches);
    const persistent = readPersistent(parameters);
    if (terms.rentalEnd !== undefined && !persistent && switches.parameters === 'strict') {
      throw new EventError(-5003, 'rental licenses must be persistent');
    }
    checkOutputProtection(call);
    checkLongExtension(parameters);
    const restrictions = readRestrictions(call, 'playready');
    return {
      ...restrictions,
      expiresAt: Math.min(restrictions.expiresAt, terms.rentalEnd ?? Number.POSITIVE_INFINITY),
      keys,
      terms,
      persistent
    };
  },
  answer: ({ token, origin }) => ({
    contentType: 'text/uri-list',
    body: JSON.stringify({
      licenseAcquisitionUrl: origin + PATHS.playready.rights,
      token: token.toString('base64url')
    })
  })
};

function checkOutputProtection({ parameters, switches }: TokenCall): void {
  for (const name of OUTPUT_PROTECTION_LEVELS) {
    if (switches.parameters === 'strict' && first(parameters, name) === undefined) {
      throw new EventError(-5006, name);
    }
    checkRange(parameters, name, 0, 999);
  }
  const behavior = first(parameters, 'unknownOutputBehavior');
  if (behavior !== undefined && !['Allow', 'Disallow', 'SDOnly'].includes(behavior))
    throw new EventError(-5001);
  checkControlWord(parameters, 'outputControlFlags');
  checkChoice(parameters, 'algId', ['aesctr', 'aescbc']);
}
