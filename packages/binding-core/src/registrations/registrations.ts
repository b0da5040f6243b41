import { audit } from '../audit.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { type BindingProblem, refuse } from '../errors.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import type { Page, PageRequest, StoreReads } from '../ports/store.ts';

/**
 * Finds the registration; refuses with `not-found` if there is none. One whose time is over stays pending until it was looked up
 * after its end, because its device may have redeemed in time.
 */
export async function findRegistration(reads: StoreReads, id: string): Promise<Registration> {
  const registration = await reads.findRegistration(id);
  return registration ?? refuse('not-found', `There is no registration ${JSON.stringify(id)}.`);
}

/** The problem of a registration whose device did not redeem in time. */
export const expired: BindingProblem = {
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

/** Reads the registration, without a call to ExpressPlay. */
export async function readRegistration({ store }: Parts, id: string): Promise<RegistrationOutcome> {
  return outcomeOf(store, await findRegistration(store, id));
}

/** Reads the registration that has the cookie, for callers who know nothing else about it. */
export async function readRegistrationByCookie(
  { store }: Parts,
  cookie: string
): Promise<RegistrationOutcome> {
  const found = await store.findRegistrationByCookie(cookie);
  if (!found) refuse('not-found', 'There is no registration with this cookie.');
  return outcomeOf(store, found);
}

/** Searches the registrations of all accounts by cookie: there is one or none. */
export async function searchRegistrations(
  { store }: Parts,
  cookie: string
): Promise<readonly RegistrationOutcome[]> {
  const found = await store.findRegistrationByCookie(cookie);
  return found ? [await outcomeOf(store, found)] : [];
}

/** Lists the registrations of the account with the devices that they bound. Newest first. */
export async function listRegistrations(
  { store }: Parts,
  accountId: string,
  page: PageRequest
): Promise<Page<RegistrationOutcome>> {
  const { items, nextCursor } = await store.listRegistrations(accountId, page);
  return { items: await Promise.all(items.map(item => outcomeOf(store, item))), nextCursor };
}

/** The codes that {@link cancelRegistration} may refuse with. */
export const cancelRegistrationRefusals = ['not-found', 'registration-settled'] as const;

/** Cancels a pending registration. Cancelling it again changes nothing. */
export async function cancelRegistration(
  parts: Parts,
  registrationId: string,
  caller: Caller
): Promise<void> {
  const { accountId } = await findRegistration(parts.store, registrationId);
  await inAccount(parts, accountId, caller, async context => {
    const registration = await findRegistration(context.unit, registrationId);
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
