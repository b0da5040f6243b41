import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { type BindingProblem, refuse } from '../errors.ts';
import { findRegistration } from './find-registration.ts';

/** The codes that `cancelRegistration` may refuse with. */
export const cancelRegistrationRefusals = ['not-found', 'registration-settled'] as const;

/** Gives a pending registration up. Cancelling it again changes nothing. */
export function makeCancelRegistration(parts: Parts) {
  return async (registrationId: string, caller: Caller): Promise<void> => {
    const { accountId } = await findRegistration(parts, registrationId);
    const now = parts.clock();
    await parts.store.inAccount(accountId, now, async unit => {
      const registration = await findRegistration({ ...parts, store: unit }, registrationId);
      if (registration.state === 'cancelled' || registration.state === 'expired') return;
      if (registration.state !== 'pending')
        refuse(
          'registration-settled',
          `This registration is ${registration.state} already. To free the slot of a bound device, remove the device.`
        );
      await unit.updateRegistration({ ...registration, state: 'cancelled', problem: cancelled });
      await audit(parts, unit, caller, now, {
        action: 'registration.cancelled',
        subject: registrationId
      });
    });
  };
}

const cancelled: BindingProblem = {
  code: 'registration-cancelled',
  detail: 'This registration was cancelled. Start a new one.'
};
