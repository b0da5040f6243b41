import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { BindingError, type BindingProblem, refuse } from '../errors.ts';
import {
  type Registration,
  type RegistrationOutcome,
  registrationProblemCodes
} from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import type { Page, PageRequest, StoreReads } from '../ports/store.ts';

/** Finds the registration as it is now; refuses with `not-found` if there is none. */
export async function findRegistration(reads: StoreReads, id: string, now: Timestamp): Promise<Registration> {
  return asOf(await findStoredRegistration(reads, id), now);
}

/** Finds the registration as it was written last; refuses with `not-found` if there is none. */
export async function findStoredRegistration(reads: StoreReads, id: string): Promise<Registration> {
  const registration = await reads.findRegistration(id);
  return registration ?? refuse('not-found', `There is no registration ${JSON.stringify(id)}.`);
}

/** A pending registration whose time is over has expired, even if nobody has written that yet. */
export function asOf(registration: Registration, now: Timestamp): Registration {
  if (registration.state !== 'pending' || now < registration.expiresAt) return registration;
  return { ...registration, state: 'expired', problem: expired };
}

const expired: BindingProblem = {
  code: 'registration-expired',
  detail: 'No device redeemed the token of this registration in time. Start a new one.'
};

/** Adds the device that the registration bound. */
export async function outcomeOf(reads: StoreReads, registration: Registration): Promise<RegistrationOutcome> {
  if (registration.deviceId === undefined) return { registration };
  return { registration, device: await reads.findDevice(registration.accountId, registration.deviceId) };
}

/** The codes that {@link readRegistration} and {@link readRegistrationByCookie} may refuse with. */
export const readRegistrationRefusals = ['not-found'] as const;

/** Reads the registration as it is now, without a call to ExpressPlay. */
export async function readRegistration({ store, clock }: Parts, id: string): Promise<RegistrationOutcome> {
  return outcomeOf(store, await findRegistration(store, id, clock()));
}

/** Reads the registration that has the cookie, for callers who know nothing else about it. */
export async function readRegistrationByCookie(
  { store, clock }: Parts,
  cookie: string
): Promise<RegistrationOutcome> {
  const found = await store.findRegistrationByCookie(cookie);
  if (!found) refuse('not-found', 'There is no registration with this cookie.');
  return outcomeOf(store, asOf(found, clock()));
}

/** Searches the registrations of all accounts by cookie: there is one or none. */
export async function searchRegistrations(
  { store, clock }: Parts,
  cookie: string
): Promise<readonly RegistrationOutcome[]> {
  const found = await store.findRegistrationByCookie(cookie);
  return found ? [await outcomeOf(store, asOf(found, clock()))] : [];
}

/** Lists the registrations of the account as they are now, with the devices that they bound. Newest first. */
export async function listRegistrations(
  { store, clock }: Parts,
  accountId: string,
  page: PageRequest
): Promise<Page<RegistrationOutcome>> {
  const { items, nextCursor } = await store.listRegistrations(accountId, page);
  const now = clock();
  return { items: await Promise.all(items.map(item => outcomeOf(store, asOf(item, now)))), nextCursor };
}

/** The codes that {@link cancelRegistration} may refuse with. */
export const cancelRegistrationRefusals = ['not-found', 'registration-settled'] as const;

/** Cancels a pending registration. Cancelling it again changes nothing. */
export async function cancelRegistration(
  parts: Parts,
  registrationId: string,
  caller: Caller
): Promise<void> {
  const { accountId } = await findRegistration(parts.store, registrationId, parts.clock());
  await inAccount(parts, accountId, caller, async context => {
    const registration = await findRegistration(context.unit, registrationId, context.now);
    const { state } = registration;
    if (state === 'cancelled' || state === 'expired') return;
    if (state !== 'pending')
      refuse(
        'registration-settled',
        `This registration is ${state} already. To free the slot of a bound device, remove the device.`
      );
    await context.unit.updateRegistration({ ...registration, state: 'cancelled', problem: cancelled });
    await audit(context, { action: 'registration.cancelled', subject: registrationId });
  });
}

const cancelled: BindingProblem = {
  code: 'registration-cancelled',
  detail: 'This registration was cancelled. Start a new one.'
};

/** The codes that {@link renewDummyToken} may refuse with. */
export const renewDummyTokenRefusals = [
  'not-found',
  'registration-settled',
  ...registrationProblemCodes,
  ...licenseRefusals
] as const;

/** Requests a further dummy token for a pending registration, with the same cookie and end, for a device that lost the first. */
export async function renewDummyToken(parts: Parts, registrationId: string): Promise<LicenseToken> {
  const registration = await findRegistration(parts.store, registrationId, parts.clock());
  const { state, problem } = registration;
  if (problem) throw new BindingError(problem);
  if (state !== 'pending') refuse('registration-settled', `This registration is ${state} already.`);
  return requestDummyToken(parts, registration, parts.clock());
}

/** Requests a token for dummy content that carries the cookie of the registration. */
export function requestDummyToken(
  { licenses, settings }: Parts,
  { drm, cookie, expiresAt }: Registration,
  issuedAt: Timestamp
): Promise<LicenseToken> {
  const content = settings.dummyContent;
  return licenses.requestToken({ drm, content, cookie, issuedAt, expiresAt, persistent: false });
}
