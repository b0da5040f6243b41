/** Who can put a refusal right: the code that makes the call, the operator of the account, or ExpressPlay. */
export type FixedBy = 'caller' | 'operator' | 'expressplay';

/** What ExpressPlay documents about one of its event codes, and what follows from it. */
export interface EventCodeEntry {
  /** The documented meaning. */
  readonly meaning: string;
  /** What to do about it: one sentence that names the option concerned, where there is one. */
  readonly remedy: string;
  /** Who can resolve the refusal. */
  readonly fixedBy: FixedBy;
  /** True when the same call, unchanged, may succeed later. */
  readonly retryable: boolean;
}

/**
 * Every event code that ExpressPlay's Widevine, PlayReady and FairPlay references list.
 * Marlin's codes and the "General Error Codes" of ExpressPlay's page are not public.
 */
export const eventCodes = {
  [-2002]: caller(
    'invalid token expiration time',
    'Send an `expirationTime` in the future, at most 30 days ahead.'
  ),
  [-2003]: caller('invalid IP address', 'Check the IP address in `parameters`.'),
  [-2005]: caller(
    'invalid content encryption key',
    'Send one `key`: a clear key, a wrapped key, or the kek of a stored key.'
  ),
  [-2008]: caller('invalid output control flags', 'Send `outputControlFlags` as 8 hex digits.'),
  [-2017]: operator(
    'the customer authenticator is missing',
    'Set `customerAuthenticator` in the options of the client.'
  ),
  [-2018]: operator(
    'the customer authenticator is not valid here: it is wrong, or a test authenticator was sent to production or the other way round',
    'Check that `customerAuthenticator` belongs to the environment in `endpoints`.'
  ),
  [-2019]: operator('the service has no credits left', 'Buy credits from ExpressPlay.'),
  [-2020]: caller('missing rights type', 'Send `rightsType`.'),
  [-2021]: caller('invalid rights type', 'Send `rightsType` as BuyToOwn or Rental.'),
  [-2022]: caller('missing rental period end time', 'Send `rentalPeriodEndTime` with a rental.'),
  [-2023]: caller('missing rental play duration', 'Send `rentalPlayDuration` with a rental.'),
  [-2025]: caller(
    'invalid rental play duration',
    'Send `rentalPlayDuration` in whole seconds, and only with a rental.'
  ),
  [-2027]: caller('the content key must be 32 hex digits', 'Send the content key in `key` as 32 hex digits.'),
  [-2030]: expressPlay('ExpressPlay Admin error', 'Try again later, then report it to ExpressPlay.'),
  [-2031]: operator('the service account is disabled', 'Ask ExpressPlay to enable the service account.'),
  [-2033]: caller('invalid cookie', 'Send a `cookie` of 1 to 32 characters.'),
  [-2034]: caller(
    'output control value out of range',
    'Send the output control value within its documented range.'
  ),
  [-2035]: caller(
    'no corresponding value specified',
    'Send the value that belongs to the parameter, e.g. `extensionPayload` with `extensionType`.'
  ),
  [-2036]: caller('the extension type must be 4 characters', 'Send an extension type of 4 characters.'),
  [-2037]: caller('the extension payload must be base64', 'Send the extension payload in base64.'),
  [-2040]: caller(
    'the output control flag must encode 4 bytes',
    'Send `outputControlFlags` as 8 hex digits.'
  ),
  [-3004]: caller('invalid error format', 'Remove `errorFormat` from `parameters`.'),
  [-4001]: caller(
    'the device could not be authenticated',
    'Redeem the token on the device that it is bound to.'
  ),
  [-4010]: caller('invalid token', 'Request a new token.'),
  [-4018]: caller('missing kid', 'Send the `kid` of the content.'),
  [-4019]: caller(
    'the content key was not obtained from key storage',
    'Store the key under this `kid`, and send the kek that wrapped it in `key`.'
  ),
  [-4020]: caller('the kid must be 32 hex digits', 'Send `kid` as 32 hex digits, or as ^ and text.'),
  [-4021]: caller(
    'the kid must have at most 64 characters after ^',
    'Send at most 64 characters after ^ in `kid`.'
  ),
  [-4022]: caller('invalid kid', 'Check the `kid` of the content.'),
  [-4024]: caller(
    'invalid encrypted key or key encryption key',
    'Send the `ek` and `kek` of `key` that belong together: 48 and 32 hex digits.'
  ),
  [-5001]: caller(
    'invalid unknown-output behavior',
    'Send `unknownOutputBehavior` as Allow, Disallow or SDOnly.'
  ),
  [-5002]: operator(
    'PlayReady is disabled for this service',
    'Ask ExpressPlay to enable PlayReady for the service.'
  ),
  [-5003]: caller('invalid general flags', 'Send `generalFlags` that this DRM allows, e.g. 00000000.'),
  [-5004]: caller(
    'the device ID must be 32 hex digits',
    'Send `deviceId` as 32 hex digits, as an event record showed it.'
  ),
  [-5005]: caller('invalid device ID', 'Send the `deviceId` that an event record showed.'),
  [-5006]: caller('missing output protection level', 'Send all five output protection levels.'),
  [-5007]: caller(
    'only one of kek and contentKey may be given',
    'Send either a clear `key` or a `kek`, not both.'
  ),
  [-6001]: caller(
    'invalid FairPlay extension',
    'Send `fpExtension` as a type of 4 characters and a base64 payload.'
  ),
  [-6002]: caller('invalid FairPlay token type', 'Check the FairPlay token type in `parameters`.'),
  [-6003]: caller('invalid iv', 'Send the `iv` of the content as 32 hex digits.'),
  [-6004]: expressPlay(
    'generating the FairPlay CKC failed',
    'Try again later, then check the FairPlay credentials in ExpressPlay’s admin pages.'
  ),
  [-6005]: caller('invalid key data', 'Check the content key in `key`.'),
  [-6006]: operator(
    'the service is not authorized for FairPlay',
    'Upload the FairPlay credentials in ExpressPlay’s admin pages.'
  ),
  [-6007]: caller('invalid rental duration', 'Send `rentalDuration` or `licenseDuration` in whole seconds.'),
  [-6008]: operator(
    'device ID binding is not supported for FairPlay',
    'Leave `deviceId` out, or use a DRM that binds tokens to a device.'
  ),
  [-6009]: operator(
    'FairPlay is disabled for this service',
    'Ask ExpressPlay to enable FairPlay for the service.'
  ),
  [-7002]: operator(
    'device ID binding is not supported for Widevine',
    'Leave `deviceId` out, or use a DRM that binds tokens to a device.'
  ),
  [-7003]: caller('missing security level', 'Send `securityLevel`.'),
  [-7004]: caller('invalid security level', 'Send `securityLevel` from 1 to 5.'),
  [-7006]: caller('missing HDCP output control', 'Send `hdcpOutputControl`.'),
  [-7007]: caller(
    'invalid license duration',
    'Send `licenseDuration` and `playbackDuration` in whole seconds.'
  ),
  [-7008]: expressPlay(
    'generating the Widevine license failed',
    'Try again later, then report it to ExpressPlay.'
  ),
  [-7009]: caller(
    'invalid Widevine extension',
    'Send `wvExtension` as a type of 4 characters and a base64 payload.'
  ),
  [-7011]: operator(
    'Widevine is disabled for this service',
    'Ask ExpressPlay to enable Widevine for the service.'
  )
} as const;

/** A documented event code, e.g. `-2018`. */
export type EventCode = keyof typeof eventCodes;

/** The documented entry of `code`, or `undefined` for a code that no public list has. */
export function describeEventCode(code: number): EventCodeEntry | undefined {
  return (eventCodes as Readonly<Record<number, EventCodeEntry>>)[code];
}

function caller(meaning: string, remedy: string): EventCodeEntry {
  return { meaning, remedy, fixedBy: 'caller', retryable: false };
}

function operator(meaning: string, remedy: string): EventCodeEntry {
  return { meaning, remedy, fixedBy: 'operator', retryable: false };
}

function expressPlay(meaning: string, remedy: string): EventCodeEntry {
  return { meaning, remedy, fixedBy: 'expressplay', retryable: true };
}
