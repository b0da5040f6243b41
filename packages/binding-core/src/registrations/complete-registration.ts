import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import type { BindingProblem } from '../errors.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { upstreamRefusals } from '../ports/licensing.ts';
import type { AccountUnit } from '../ports/store.ts';
import { makeBindDevice } from './bind-device.ts';
import { findRegistration, outcomeOf } from './find-registration.ts';
import { type Judgement, judgeRedemptions } from './judge-redemptions.ts';

/** The codes that {@link makeCompleteRegistration} may refuse with. What a settled registration tells is in `registrationProblemCodes`. */
export const completeRegistrationRefusals = ['not-found', ...upstreamRefusals] as const;

/**
 * Steps 3 and 4 of device binding: reads ExpressPlay's records once and settles the registration by what they prove.
 * Without a record it stays pending. Whatever arrives in parallel, an account's policy is never exceeded: the decision
 * and the new device are one unit of work on the account.
 */
export function makeCompleteRegistration(parts: Parts) {
  const bindDevice = makeBindDevice(parts);

  return async (registrationId: string, caller: Caller): Promise<RegistrationOutcome> => {
    const found = await findRegistration(parts, registrationId);
    if (found.state === 'expired') return settle(found, caller);
    if (found.state !== 'pending') return outcomeOf(parts.store, found);

    const judgement = judgeRedemptions(await parts.licenses.findRedemptions(found.cookie));
    if (judgement.kind === 'not-redeemed') return { registration: found };
    return settle(found, caller, judgement);
  };

  async function settle(
    { accountId, registrationId }: Registration,
    caller: Caller,
    proof?: Proof
  ): Promise<RegistrationOutcome> {
    const now = parts.clock();
    return parts.store.inAccount(accountId, now, async unit => {
      const stored = await unit.findRegistration(registrationId);
      const registration = await findRegistration({ ...parts, store: unit }, registrationId);
      if (stored?.state !== 'pending') return outcomeOf(unit, registration);

      const outcome = proof ? await decide(unit, registration, proof, caller, now) : { registration };
      const { state, problem } = outcome.registration;
      if (state === 'pending') return outcome;
      await unit.updateRegistration(outcome.registration);
      await audit(parts, unit, caller, now, {
        action: `registration.${state}`,
        subject: registrationId,
        reason: registration.overrideReason,
        details: { deviceId: outcome.device?.deviceId, code: problem?.code }
      });
      return outcome;
    });
  }

  async function decide(
    unit: AccountUnit,
    registration: Registration,
    proof: Proof,
    caller: Caller,
    now: Timestamp
  ): Promise<RegistrationOutcome> {
    if (registration.state === 'expired') return { registration };
    if (proof.kind === 'ambiguous') return { registration: { ...registration, ...ambiguous } };
    return bindDevice(unit, registration, proof.drmDeviceId, caller, now);
  }
}

type Proof = Exclude<Judgement, { kind: 'not-redeemed' }>;

const ambiguous = {
  state: 'ambiguous',
  problem: {
    code: 'binding-ambiguous',
    detail:
      'More than one device redeemed the token of this registration, so none was bound. ' +
      'Start a new registration and let a single device redeem its token.'
  } satisfies BindingProblem
} as const;
