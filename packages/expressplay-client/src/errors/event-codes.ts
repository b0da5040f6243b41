/** Who can put a refusal right: the code that makes the call, the operator of the account, or ExpressPlay. */
export type FixedBy = 'caller' | 'operator' | 'expressplay';

/** What ExpressPlay documents about one of its event codes, and what follows from it. */
export interface EventCodeEntry {
  /** The documented meaning. */
  readonly meaning: string;
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
  [-2002]: caller('invalid token expiration time'),
  [-2003]: caller('invalid IP address'),
  [-2005]: caller('invalid content encryption key'),
  [-2008]: caller('invalid output control flags'),
  [-2017]: operator('the customer authenticator is missing'),
  [-2018]: operator(
    'the customer authenticator is not valid here: it is wrong, or a test authenticator was sent to production or the other way round'
  ),
  [-2019]: operator('the service has no credits left'),
  [-2020]: caller('missing rights type'),
  [-2021]: caller('invalid rights type'),
  [-2022]: caller('missing rental period end time'),
  [-2023]: caller('missing rental play duration'),
  [-2025]: caller('invalid rental play duration'),
  [-2027]: caller('the content key must be 32 hex digits'),
  [-2030]: expressPlay('ExpressPlay Admin error'),
  [-2031]: operator('the service account is disabled'),
  [-2033]: caller('invalid cookie'),
  [-2034]: caller('output control value out of range'),
  [-2035]: caller('no corresponding value specified'),
  [-2036]: caller('the extension type must be 4 characters'),
  [-2037]: caller('the extension payload must be base64'),
  [-2040]: caller('the output control flag must encode 4 bytes'),
  [-3004]: caller('invalid error format'),
  [-4001]: caller('the device could not be authenticated'),
  [-4010]: caller('invalid token'),
  [-4018]: caller('missing kid'),
  [-4019]: caller('the content key was not obtained from key storage'),
  [-4020]: caller('the kid must be 32 hex digits'),
  [-4021]: caller('the kid must have at most 64 characters after ^'),
  [-4022]: caller('invalid kid'),
  [-4024]: caller('invalid encrypted key or key encryption key'),
  [-5001]: caller('invalid unknown-output behavior'),
  [-5002]: operator('PlayReady is disabled for this service'),
  [-5003]: caller('invalid general flags'),
  [-5004]: caller('the device ID must be 32 hex digits'),
  [-5005]: caller('invalid device ID'),
  [-5006]: caller('missing output protection level'),
  [-5007]: caller('only one of kek and contentKey may be given'),
  [-6001]: caller('invalid FairPlay extension'),
  [-6002]: caller('invalid FairPlay token type'),
  [-6003]: caller('invalid iv'),
  [-6004]: expressPlay('generating the FairPlay CKC failed'),
  [-6005]: caller('invalid key data'),
  [-6006]: operator('the service is not authorized for FairPlay'),
  [-6007]: caller('invalid rental duration'),
  [-6008]: operator('device ID binding is not supported for FairPlay'),
  [-6009]: operator('FairPlay is disabled for this service'),
  [-7002]: operator('device ID binding is not supported for Widevine'),
  [-7003]: caller('missing security level'),
  [-7004]: caller('invalid security level'),
  [-7006]: caller('missing HDCP output control'),
  [-7007]: caller('invalid license duration'),
  [-7008]: expressPlay('generating the Widevine license failed'),
  [-7009]: caller('invalid Widevine extension'),
  [-7011]: operator('Widevine is disabled for this service')
} as const;

/** A documented event code, e.g. `-2018`. */
export type EventCode = keyof typeof eventCodes;

/** The documented entry of `code`, or `undefined` for a code that no public list has. */
export function describeEventCode(code: number): EventCodeEntry | undefined {
  return (eventCodes as Readonly<Record<number, EventCodeEntry>>)[code];
}

function caller(meaning: string): EventCodeEntry {
  return { meaning, fixedBy: 'caller', retryable: false };
}

function operator(meaning: string): EventCodeEntry {
  return { meaning, fixedBy: 'operator', retryable: false };
}

function expressPlay(meaning: string): EventCodeEntry {
  return { meaning, fixedBy: 'expressplay', retryable: true };
}
