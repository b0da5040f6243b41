import type { Parts } from '../dependencies.ts';
import { BindingError } from '../errors.ts';
import { registrationProblemCodes } from '../model/registration.ts';
import type { LicenseToken } from '../ports/licensing.ts';
import { licenseRefusals } from '../ports/licensing.ts';
import { findRegistration } from './find-registration.ts';

/** The codes that `renewDummyToken` may refuse with. */
export const renewDummyTokenRefusals = [
  'not-found',
  'registration-settled',
  ...registrationProblemCodes,
  ...licenseRefusals
] as const;

/** One more dummy token of a pending registration, with the same cookie and end, for a device that lost the first. */
export function makeRenewDummyToken(parts: Parts) {
  return async (registrationId: string): Promise<LicenseToken> => {
    const { state, problem, drm, cookie, expiresAt } = await findRegistration(parts, registrationId);
    if (problem) throw new BindingError(problem);
    if (state !== 'pending')
      throw new BindingError({
        code: 'registration-settled',
        detail: `This registration is ${state} already.`
      });
    return parts.licenses.requestToken({
      drm,
      content: parts.settings.dummyContent,
      cookie,
      issuedAt: parts.clock(),
      expiresAt,
      persistent: false
    });
  };
}
