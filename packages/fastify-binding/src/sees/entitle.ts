import { type Binding, BindingError, type Caller } from '@expressplay-binding/binding-core';
import { SeesDenial } from './denials.ts';
import type { SeesRequestJson } from './schemas.ts';

export interface EntitleOptions {
  readonly binding: Binding;
  /**
   * The `contentID` with which the dummy clip was packaged: registrations of any other are denied. Without it any is taken;
   * what a device gets opens the dummy clip alone either way.
   */
  readonly dummyContentId?: string | undefined;
  /** Whether tokens may be issued that no device restriction protects. */
  readonly timeBased: 'allow' | 'deny';
}

/** Finds the token URL for a request; throws the reason when there is none. */
export function makeEntitle({ binding, dummyContentId, timeBased }: EntitleOptions) {
  return async (request: SeesRequestJson, caller: Caller): Promise<string> => {
    const { requestType = 1, contentID: contentId, customerCookie: cookie } = request;
    if (requestType === 1 && timeBased === 'deny')
      throw new SeesDenial(
        'time-based-not-allowed',
        'Tokens that no device restriction protects are not issued here. Use requestType 3.'
      );
    if (cookie === undefined)
      throw new SeesDenial('cookie-missing', 'customerCookie says whose request this is. Send it.');
    switch (requestType) {
      case 1:
        return (await binding.issueTimeBasedToken({ cookie, contentId }, caller)).licenseUrl;
      case 2:
        return registerDevice(cookie, contentId);
      default:
        return deviceBound(cookie, contentId, caller);
    }
  };

  async function registerDevice(cookie: string, contentId: string): Promise<string> {
    if (dummyContentId !== undefined && contentId !== dummyContentId)
      throw new SeesDenial('not-the-dummy-content', 'Devices register with the dummy content alone.');
    const { registration } = await binding.readRegistrationByCookie(cookie);
    return (await binding.renewDummyToken(registration.registrationId)).licenseUrl;
  }

  async function deviceBound(cookie: string, contentId: string, caller: Caller): Promise<string> {
    const known = await binding.readRegistrationByCookie(cookie);
    const { registration, device } =
      known.registration.state === 'pending'
        ? await binding.completeRegistration(known.registration.registrationId, caller)
        : known;
    if (registration.problem) throw new BindingError(registration.problem);
    if (!device)
      throw new SeesDenial('registration-pending', 'The device has not redeemed its dummy token yet.');
    const { accountId, drm } = registration;
    const { deviceId } = device;
    return (await binding.issueToken({ accountId, contentId, deviceId, drm }, caller)).licenseUrl;
  }
}
