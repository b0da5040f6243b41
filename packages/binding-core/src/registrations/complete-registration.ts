import { audit } from '../audit.ts';
import { type Caller, type Context, inAccount, type Parts } from '../context.ts';
import type { BindingProblem } from '../errors.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import { type RedemptionRecord, upstreamRefusals } from '../ports/licensing.ts';
import { bindDevice } from './bind-device.ts';
import { asOf, findRegistration, findStoredRegistration, outcomeOf } from './registrations.ts';

/** The codes that {@link completeRegistration} may refuse with. `registrationProblemCodes` has those of its outcome. */
export const completeRegistrationRefusals = ['not-found', ...upstreamRefusals] as const;

/**
 * Steps 3 and 4 of device binding: reads ExpressPlay's records once and settles the registration by what they prove.
 * Without a record it stays pending. The decision and the new device are one unit of work on the account, so the limits of
 * its policy hold under concurrency.
 */
export async function completeRegistration(
  parts: Parts,
  registrationId: string,
  caller: Caller
): Promise<RegistrationOutcome> {
  const found = await findRegistration(parts.store, registrationId, parts.clock());
  if (found.state === 'expired') return settle(parts, found, caller);
  if (found.state !== 'pending') return outcomeOf(parts.store, found);

  const judgement = judgeRedemptions(await parts.licenses.findRedemptions(found.cookie));
  return judgement.kind === 'not-redeemed'
    ? { registration: found }
    : settle(parts, found, caller, judgement);
}

/** Writes what the proof leads to; without a proof, that the registration has expired. */
function settle(
  parts: Parts,
  { accountId, registrationId }: Registration,
  caller: Caller,
  proof?: Proof
): Promise<RegistrationOutcome> {
  return inAccount(parts, accountId, caller, async context => {
    const { unit, now } = context;
    const stored = await findStoredRegistration(unit, registrationId);
    const registration = asOf(stored, now);
    if (stored.state !== 'pending') return outcomeOf(unit, registration);

    const outcome = await decideOutcome(context, registration, proof);
    const { state, problem } = outcome.registration;
    if (state === 'pending') return outcome;
    await unit.updateRegistration(outcome.registration);
    await audit(context, {
      action: `registration.${state}`,
      subject: registrationId,
      reason: registration.overrideReason,
      details: { deviceId: outcome.device?.deviceId, code: problem?.code }
    });
    return outcome;
  });
}

async function decideOutcome(
  context: Context,
  registration: Registration,
  proof: Proof | undefined
): Promise<RegistrationOutcome> {
  if (!proof || registration.state === 'expired') return { registration };
  if (proof.kind === 'ambiguous')
    return { registration: { ...registration, state: 'ambiguous', problem: ambiguous } };
  return bindDevice(context, registration, proof.drmDeviceId);
}

/** What the records under one cookie prove. */
type Judgement =
  | { readonly kind: 'not-redeemed' }
  | { readonly kind: 'proven'; readonly drmDeviceId: string }
  | { readonly kind: 'ambiguous' };

type Proof = Exclude<Judgement, { kind: 'not-redeemed' }>;

/**
 * One device id under a cookie is a proof, however often it redeemed. Several are none: the dummy token was shared or stolen,
 * and nobody knows which of the devices is the customer's.
 */
export function judgeRedemptions(records: readonly RedemptionRecord[]): Judgement {
  const [first, ...others] = new Set(records.map(record => record.deviceId));
  if (first === undefined) return { kind: 'not-redeemed' };
  return others.length > 0 ? { kind: 'ambiguous' } : { kind: 'proven', drmDeviceId: first };
}

const ambiguous: BindingProblem = {
  code: 'binding-ambiguous',
  detail:
    'More than one device redeemed the token of this registration, so none was bound. ' +
    'Start a new registration and let a single device redeem its token.'
};
