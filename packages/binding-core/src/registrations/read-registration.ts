import type { Parts } from '../dependencies.ts';
import type { RegistrationOutcome } from '../model/registration.ts';
import { findRegistration, outcomeOf } from './find-registration.ts';

/** The registration as it stands, without asking ExpressPlay. */
export function makeReadRegistration(parts: Parts) {
  return async (registrationId: string): Promise<RegistrationOutcome> =>
    outcomeOf(parts.store, await findRegistration(parts, registrationId));
}
