import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { type TokenOptions, tokenParameters } from '../parameters/common.ts';
import { type ClearContentKey, clearKeyParameter } from '../parameters/content-key.ts';
import { freeText, hex } from '../parameters/kinds.ts';
import { type Field, type ParameterTable, required } from '../parameters/parameter.ts';
import { checkRights, type Rights, rightsParameters } from '../parameters/rights.ts';
import { type TokenRequest, tokenWriter } from '../parameters/token-request.ts';

/** A user of Marlin Broadband. */
export interface MarlinBbUser {
  /** The operator's name of the user. */
  userId: string;
  /** 32 hex digits: the key of this user ID. Always send the same one. */
  userKey: string;
}

/** The options of a token that registers a device with a user. */
export interface MarlinBbRegistrationOptions extends TokenOptions, MarlinBbUser {}

/** The options of a token that removes a device from a user. */
export interface MarlinBbDeregistrationOptions extends TokenOptions, MarlinBbUser {
  /**
   * The kind of token on the wire. Its value for deregistration is not public; the default `2` continues the
   * documented series of 0, registration, and 1, license.
   */
  actionTokenType?: string;
}

/** The options of a Marlin Broadband license token. With a user it is bound to the user's devices. */
export interface MarlinBbLicenseOptions extends TokenOptions, Rights, Partial<MarlinBbUser> {
  /** The name of the content, e.g. `urn:marlin:kid:` and 32 hex digits. */
  contentId: string;
  /** The content key; published requests hold clear keys only. */
  key: ClearContentKey;
  /** E.g. `urn:marlin:organization:intertrust:wudo`. */
  outputControlOverrideId?: string;
  /** E.g. `ImageConstraintLevel`. */
  outputControlOverrideParameter?: string;
  /** E.g. `0`. */
  outputControlOverrideValue?: string;
}

/** A request for a token that registers a device with a user. */
export type MarlinBbRegistrationTokenRequest = TokenRequest<MarlinBbRegistrationOptions>;
/** A request for a token that removes a device from a user. */
export type MarlinBbDeregistrationTokenRequest = TokenRequest<MarlinBbDeregistrationOptions>;
/** A request for a Marlin Broadband license token. */
export type MarlinBbLicenseTokenRequest = TokenRequest<MarlinBbLicenseOptions>;

const userId = freeText('userId');
const userKey = hex('userKey', 32);

export const marlinBbRegistrationParameters: ParameterTable<MarlinBbRegistrationOptions> = {
  ...tokenParameters,
  userId: required(userId),
  userKey: required(userKey)
};

export const marlinBbDeregistrationParameters: ParameterTable<MarlinBbDeregistrationOptions> = {
  ...marlinBbRegistrationParameters,
  actionTokenType: freeText('actionTokenType')
};

export const marlinBbLicenseParameters: ParameterTable<MarlinBbLicenseOptions> = {
  ...tokenParameters,
  ...rightsParameters,
  userId,
  userKey,
  contentId: required(freeText('contentId')),
  key: required(clearKeyParameter),
  outputControlOverrideId: freeText('outputControlOverrideId'),
  outputControlOverrideParameter: freeText('outputControlOverrideParameter'),
  outputControlOverrideValue: freeText('outputControlOverrideValue')
};

const writeRegistration = tokenWriter(marlinBbRegistrationParameters);
const writeDeregistration = tokenWriter(marlinBbDeregistrationParameters);
const writeLicense = tokenWriter(marlinBbLicenseParameters);

export function marlinBbRegistrationFields(request: MarlinBbRegistrationTokenRequest): readonly Field[] {
  return [['actionTokenType', '0'], ...writeRegistration(request)];
}

export function marlinBbLicenseFields(request: MarlinBbLicenseTokenRequest): readonly Field[] {
  const fields = writeLicense(request);
  checkRights(request);
  if ((request.userId === undefined) !== (request.userKey === undefined)) {
    throw new ExpressPlayArgumentError('userKey', 'and userId belong together');
  }
  return [['actionTokenType', '1'], ...fields];
}

export function marlinBbDeregistrationFields(request: MarlinBbDeregistrationTokenRequest): readonly Field[] {
  return writeDeregistration({ actionTokenType: '2', ...request });
}
