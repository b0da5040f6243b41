import { EventError } from '../event-error.ts';
import { first, type RequestParameters } from './parameters.ts';

/** Which customer authenticators are valid: every well-formed one, or these. */
export type AcceptedAuthenticators = 'any' | readonly string[];

/**
 * Checks `customerAuthenticator` (`<service id>,<32 hex>`), which every API call needs.
 *
 * @returns the service id, the number before the comma.
 * @throws EventError -2017 when it is missing, -2018 when it is not valid.
 */
export function authenticate(parameters: RequestParameters, accepted: AcceptedAuthenticators): number {
  const authenticator = first(parameters, 'customerAuthenticator');
  if (!authenticator) throw new EventError(-2017);
  const serviceId = serviceIdOf(authenticator);
  if (serviceId === undefined || (accepted !== 'any' && !accepted.includes(authenticator))) {
    throw new EventError(-2018);
  }
  return serviceId;
}

/** The service id of a well-formed authenticator. Tokens show it as 32 bits, so it has to fit. */
function serviceIdOf(authenticator: string): number | undefined {
  const id = /^(\d{1,10}),[0-9a-f]{32}$/i.exec(authenticator)?.[1];
  return id !== undefined && Number(id) <= 0xffffffff ? Number(id) : undefined;
}
