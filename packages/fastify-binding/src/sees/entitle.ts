import { type Binding, BindingError, type Caller } from '@expressplay-binding/binding-core';
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

/** Returns a function that returns the token URL for a request, and throws a refusal when there is none. */
export function makeEntitle({ binding, dummyContentId, timeBased }: EntitleOptions) {
  return async (request: SeesRequestJson, caller: Caller): Promise<string> => {
    const { requestType = 1, contentID: contentId, customerCookie: expressPlayCookie } = request;
    if (requestType === 1 && timeBased === 'deny')
      throw new SeesDenial(
        'time-based-not-allowed',
        'Tokens that no device restriction protects are not issued here. Use requestType 3.'
      );
    if (expressPlayCookie === undefined)
      throw new SeesDenial('cookie-missing', 'customerCookie says whose request this is. Send it.');
    switch (requestType) {
      case 1:
        return (await binding.issueTimeBasedToken({ cookie: expressPlayCookie, contentId }, caller))
          .licenseUrl;
      case 2:
        return registerDevice(expressPlayCookie, contentId);
      default:
        return deviceBound(expressPlayCookie, contentId, caller);
    }
  };

  async function registerDevice(expressPlayCookie: string, contentId: string): Promise<string> {
    if (dummyContentId !== undefined && contentId !== dummyContentId)
      throw new SeesDenial('not-the-dummy-content', 'Devices register with the dummy content alone.');
    const { registration } = await binding.readRegistrationByCookie(expressPlayCookie);
    return (await binding.renewDummyToken(registration.registrationId)).licenseUrl;
  }

  async function deviceBound(expressPlayCookie: string, contentId: string, caller: Caller): Promise<string> {
    const known = await binding.readRegistrationByCookie(expressPlayCookie);
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
