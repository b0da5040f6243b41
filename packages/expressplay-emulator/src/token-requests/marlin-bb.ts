import type { Drm } from '../drm.ts';
import { EventError } from '../event-error.ts';
import { readContentId } from '../parameters/content-id.ts';
import { readContentKey } from '../parameters/content-keys.ts';
import { isHex16 } from '../parameters/formats.ts';
import { first, type RequestParameters } from '../parameters/parameters.ts';
import { readPersistent, readRentalTerms } from '../parameters/rights.ts';
import { userNode } from '../redemption/marlin-users.ts';
import type { MarlinAction, TokenContent } from '../token/token-content.ts';
import { actionTokenXml } from './action-token-xml.ts';
import { readRestrictions } from './restrictions.ts';
import type { TokenCall, TokenKind } from './token-kind.ts';

const drm: Drm = 'bb';

/** The kind of token by its `actionTokenType`: 0 and 1 were observed, deregistration is a switch. */
function actionOf({ parameters, switches }: TokenCall): MarlinAction['type'] | undefined {
  switch (first(parameters, 'actionTokenType')) {
    case '0':
      return 'registration';
    case '1':
      return 'license';
    case switches.deregistrationType:
      return 'deregistration';
    default:
      return undefined;
  }
}

/** Marlin Broadband: answers an XML action token, for the device to act upon. */
export const marlinBb: TokenKind = {
  read: call => {
    const type = actionOf(call);
    if (type === undefined) throw new EventError(-2035, 'actionTokenType');
    return type === 'license' ? readLicense(call) : readUserAction(call, type);
  },
  answer: issued => ({
    contentType: 'application/vnd.marlin.drm.actiontoken+xml',
    body: actionTokenXml(issued)
  })
};

function readUserAction(call: TokenCall, type: 'registration' | 'deregistration'): TokenContent {
  const user = readUser(call.parameters);
  if (user === undefined) throw new EventError(-2035, 'userId');
  return { ...readRestrictions(call, drm), keys: [], marlin: { type, user } };
}

function readLicense(call: TokenCall): TokenContent {
  const { parameters, switches, stored, now } = call;
  const kid = readContentId(parameters, '');
  const key = readContentKey(parameters, '', kid, stored);
  const terms = readRentalTerms(parameters, now, switches);
  const restrictions = readRestrictions(call, drm);
  return {
    ...restrictions,
    expiresAt: Math.min(restrictions.expiresAt, terms.rentalEnd ?? Number.POSITIVE_INFINITY),
    keys: [{ kid, key }],
    terms,
    persistent: readPersistent(parameters),
    marlin: { type: 'license', user: readUser(parameters) }
  };
}

/**
 * @throws EventError -2035 when only one of `userId` and `userKey` is there or the key is not 32
 * hexadecimal digits.
 */
function readUser(parameters: RequestParameters): string | undefined {
  const userId = first(parameters, 'userId');
  const userKey = first(parameters, 'userKey');
  if (userId === undefined && userKey === undefined) return undefined;
  if (!userId) throw new EventError(-2035, 'userId');
  if (userKey === undefined || !isHex16(userKey)) throw new EventError(-2035, 'userKey');
  return userNode(userId, userKey);
}
