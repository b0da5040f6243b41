import { PATHS } from '../drm.ts';
import { readContentId } from '../parameters/content-id.ts';
import { readContentKey } from '../parameters/content-keys.ts';
import { checkLongExtension, checkMs3Extension } from '../parameters/extensions.ts';
import { checkControlWord } from '../parameters/output-control.ts';
import { first, keySuffixes } from '../parameters/parameters.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenKind } from './token-kind.ts';

/** MS3: answers a compound URL, the license URL and after `#` the media URL, percent-encoded. */
export const ms3: TokenKind = {
  read: call => {
    const { parameters, stored } = call;
    const keys = keySuffixes(parameters).map(suffix => {
      const kid = readContentId(parameters, suffix);
      return { kid, key: readContentKey(parameters, suffix, kid, stored) };
    });
    checkMs3Extension(parameters);
    checkLongExtension(parameters);
    checkControlWord(parameters, 'outputControlFlags');
    checkControlWord(parameters, 'outputControlValue');
    return { ...readRestrictions(call, 'ms3'), keys };
  },
  answer: ({ token, origin, parameters }) => {
    const scheme = first(parameters, 'ms3Scheme') === 'true' ? origin.replace(/^https?:/, 'ms3:') : origin;
    const media = first(parameters, 'contentURL');
    const fragment = media === undefined ? '' : `#${encodeURIComponent(media)}`;
    return {
      contentType: 'text/uri-list',
      body: `${scheme}${PATHS.ms3.rights}?b=${token.toString('base64url')}${fragment}`
    };
  }
};
