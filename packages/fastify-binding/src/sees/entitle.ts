import {
  type Binding,
  BindingError,
  type Caller,
  type RegistrationOutcome
} from '@expressplay-binding/binding-core';
import { SeesDenial } from './denials.ts';
import type { SeesRequestJson } from './schemas.ts';

/** How the SEES door decides. */
export interface EntitleOptions {
  /** The use cases. */
  readonly binding: Binding;
  /**
   * The `contentID` with which the dummy clip was packaged; registrations with any other are denied. Without it every one is
   * accepted. In both cases the token opens only the dummy clip.
   */
  readonly dummyContentId?: string | undefined;
  /** Whether to issue tokens that are not restricted to a device. */
  readonly timeBased: 'allow' | 'deny';
}

/** Who asks. */
export interface SeesCaller extends Caller {
  /** Whether it may complete registrations. */
  readonly mayComplete: boolean;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isSameId(one: string, other: string): boolean {
  return one === other || (guid.test(one) && one.toLowerCase() === other.toLowerCase());
}

/** Returns a function that returns the token URL for a request, and throws a refusal when there is none. */
export function makeEntitle({ binding, dummyContentId, timeBased }: EntitleOptions) {
  return async (request: SeesRequestJson, caller: SeesCaller): Promise<string> => {
    const { requestType = 1, contentID: contentId, customerCookie: expressPlayCookie } = request;
    if (requestType === 1 && timeBased === 'deny')
      throw new SeesDenial(
        'time-based-not-allowed',
        'Tokens that no device restriction protects are not issued here. Use requestType 3.'
      );
    if (requestType === 1 && expressPlayCookie === undefined)
      throw new SeesDenial(
        'time-based-without-cookie',
        'Without customerCookie nobody knows whose right to the content counts. Send the cookie of a registration.'
      );
    if (expressPlayCookie === undefined)
      throw new SeesDenial('cookie-missing', 'customerCookie says whose request this is. Send it.');
    if (requestType === 2 && dummyContentId !== undefined && !isSameId(contentId, dummyContentId))
      throw new SeesDenial('not-the-dummy-content', 'Devices register only with the dummy content.');

    const known = await binding.readRegistrationByCookie(expressPlayCookie);
    if (known.registration.drm === 'marlin-bb')
      throw new SeesDenial(
        'marlin-bb-without-url',
        'A Marlin BB device needs an action token, which is no URL. Get it from the REST API.'
      );
    switch (requestType) {
      case 1: {
        const wanted = { cookie: expressPlayCookie, contentId: await findId(contentId) };
        return (await binding.issueTimeBasedToken(wanted, caller)).licenseUrl;
      }
      case 2:
        return (await binding.renewDummyToken(known.registration.registrationId)).licenseUrl;
      default:
        return deviceBound(known, await findId(contentId), caller);
    }
  };

  /** The id as the content was stored with it: a GUID is the same in upper and in lower case. */
  async function findId(contentId: string): Promise<string> {
    if (!guid.test(contentId)) return contentId;
    for (const spelling of [contentId, contentId.toLowerCase(), contentId.toUpperCase()])
      if (await isStored(spelling)) return spelling;
    return contentId;
  }

  async function isStored(contentId: string): Promise<boolean> {
    try {
      await binding.readContent(contentId);
      return true;
    } catch (error) {
      if (error instanceof BindingError && error.code === 'not-found') return false;
      throw error;
    }
  }

  async function deviceBound(
    known: RegistrationOutcome,
    contentId: string,
    caller: SeesCaller
  ): Promise<string> {
    if (known.registration.state === 'pending' && !caller.mayComplete)
      throw new SeesDenial(
        'registrations-scope-missing',
        'The registration is pending, and the API key lacks the scope registrations:write to complete it.'
      );
    const { registration, device } =
      known.registration.state === 'pending'
        ? await binding.completeRegistration(known.registration.registrationId, caller)
        : known;
    if (registration.problem) throw new BindingError(registration.problem);
    if (!device)
      throw new SeesDenial('registration-pending', 'The device has not redeemed its dummy token yet.');
    const { accountId, drm } = registration;
    return (await binding.issueToken({ accountId, contentId, deviceId: device.deviceId, drm }, caller))
      .licenseUrl;
  }
}
