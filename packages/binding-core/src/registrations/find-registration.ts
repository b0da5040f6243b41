import type { Parts } from '../dependencies.ts';
import { type BindingProblem, refuse } from '../errors.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';

/** The registration as it stands now; `not-found` when there is none. */
export async function findRegistration(
  parts: { readonly store: Pick<StoreReads, 'findRegistration'>; readonly clock: Parts['clock'] },
  registrationId: string
): Promise<Registration> {
  const registration = await parts.store.findRegistration(registrationId);
  if (!registration) refuse('not-found', `There is no registration ${JSON.stringify(registrationId)}.`);
  return asOf(registration, parts.clock());
}

/** Adds the device that the registration bound. */
export async function outcomeOf(reads: StoreReads, registration: Registration): Promise<RegistrationOutcome> {
  if (registration.deviceId === undefined) return { registration };
  return { registration, device: await reads.findDevice(registration.accountId, registration.deviceId) };
}

/** A pending registration whose time is over has expired, whether somebody wrote that down or not. */
export function asOf(registration: Registration, now: Timestamp): Registration {
  if (registration.state !== 'pending' || now < registration.expiresAt) return registration;
  return { ...registration, state: 'expired', problem: expired };
}

const expired: BindingProblem = {
  code: 'registration-expired',
  detail: 'No device redeemed the token of this registration in time. Start a new one.'
};
