import type { Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';
import type { RegistrationOutcome } from '../model/registration.ts';
import { asOf, findRegistration, outcomeOf } from './find-registration.ts';

/** The codes that reading a registration, by its id or its cookie, may refuse with. */
export const readRegistrationRefusals = ['not-found'] as const;

/** The registration as it stands, without asking ExpressPlay. */
export function makeReadRegistration(parts: Parts) {
  return async (registrationId: string): Promise<RegistrationOutcome> =>
    outcomeOf(parts.store, await findRegistration(parts, registrationId));
}

/** The registration that carries the cookie, for callers who know nothing else of it. */
export function makeReadRegistrationByCookie({ store, clock }: Parts) {
  return async (cookie: string): Promise<RegistrationOutcome> => {
    const found = await store.findRegistrationByCookie(cookie);
    if (!found) refuse('not-found', 'There is no registration with this cookie.');
    return outcomeOf(store, asOf(found, clock()));
  };
}
