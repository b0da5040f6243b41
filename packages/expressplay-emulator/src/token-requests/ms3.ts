import { PATHS } from '../drm.ts';
import { readContentId } from '../parameters/content-id.ts';
import { readContentKey } from '../parameters/content-keys.ts';
import { checkLongExtension, checkMs3Extension } from '../parameters/extensions.ts';
import { checkChoice, checkControlWord } from '../parameters/output-control.ts';
import { first, keySuffixes, type RequestParameters } from '../parameters/parameters.ts';
import { readRentalTerms } from '../parameters/rights.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenKind } from './token-kind.ts';

/** MS3: answers a compound URL, the license URL and after `#` the media URL, percent-encoded. */
export const ms3: TokenKind = {
  read: call => {
    const { parameters, stored, now, switches } = call;
    const keys = keySuffixes(parameters).map(suffix => {
      const kid = readContentId(parameters, suffix);
      return { kid, key: readContentKey(parameters, suffix, kid, stored) };
    });
    checkChoice(parameters, 'ms3SchemeType', Object.keys(SCHEME_TYPES));
    // That MS3 takes the parameters of a rental is assumed, as Marlin Broadband does.
    const terms =
      first(parameters, 'rightsType') === undefined ? {} : readRentalTerms(parameters, now, switches);
    checkMs3Extension(parameters);
    checkLongExtension(parameters);
    checkControlWord(parameters, 'outputControlFlags');
    checkControlWord(parameters, 'outputControlValue');
    return { ...readRestrictions(call, 'ms3'), keys, terms };
  },
  answer: ({ token, origin, parameters }) => {
    const scheme = origin.replace(/^https?:/, found => schemeOf(parameters) ?? found);
    const media = first(parameters, 'contentURL');
    const fragment = media === undefined ? '' : `#${encodeURIComponent(media)}`;
    return {
      contentType: 'text/uri-list',
      body: `${scheme}${PATHS.ms3.rights}?b=${token.toString('base64url')}${fragment}`
    };
  }
};

/** `ms3hs` was observed; `ms3ha` is assumed to be its form for plain http. */
const SCHEME_TYPES: Readonly<Record<string, string>> = { ms3hs: 'ms3hs:', ms3ha: 'ms3h:' };

/** The scheme that the request asks for; `ms3:` is the older one. */
function schemeOf(parameters: RequestParameters): string | undefined {
  const type = first(parameters, 'ms3SchemeType');
  if (type !== undefined) return SCHEME_TYPES[type];
  return first(parameters, 'ms3Scheme') === 'true' ? 'ms3:' : undefined;
}
