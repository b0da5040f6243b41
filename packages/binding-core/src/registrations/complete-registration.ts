import { audit } from '../audit.ts';
import { type Caller, type Context, inAccount, type Parts } from '../context.ts';
import type { BindingProblem } from '../errors.ts';
import { aboutDevice, aboutRegistration } from '../events/events.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { type RedemptionRecord, upstreamRefusals } from '../ports/licensing.ts';
import { bindDevice } from './bind-device.ts';
import { drmDeviceIdOf } from './drm-device-id.ts';
import { expired, findRegistration, outcomeOf } from './registrations.ts';

/** The codes that {@link completeRegistration} may refuse with. `registrationProblemCodes` has those of its outcome. */
export const completeRegistrationRefusals = ['not-found', ...upstreamRefusals] as const;

/**
 * Steps 3 and 4 of device binding: reads ExpressPlay's records once and settles the registration by what they prove.
 * Without a record it stays pending, or has expired if its time was over before the records were read. The decision and the new device are one unit of work on the account, so the limits of
 * its policy hold under concurrency.
 */
export async function completeRegistration(
  parts: Parts,
  registrationId: string,
  caller: Caller
): Promise<RegistrationOutcome> {
  const found = await findRegistration(parts.store, registrationId);
  if (found.state !== 'pending') return outcomeOf(parts.store, found);

  const isOver = parts.clock() >= found.expiresAt;
  const records = (await parts.licenses.findRedemptions(found.cookie)).map(record => ({
    ...record,
    deviceId: drmDeviceIdOf(found.drm, record.deviceId)
  }));
  const judgement = judgeRedemptions(isOver ? records.filter(wasBefore(found.expiresAt)) : records);
  if (judgement.kind !== 'not-redeemed') return settle(parts, found, caller, judgement);
  return isOver ? settle(parts, found, caller) : { registration: found };
}

/**
 * A record without a time counts, because ExpressPlay lets nobody redeem the token after its end. While the registration lasts,
 * no time is compared: clocks differ.
 */
function wasBefore(end: Timestamp) {
  return ({ redeemedAt }: RedemptionRecord) => redeemedAt === undefined || redeemedAt < end;
}

/** Writes what the proof leads to; without a proof, that the registration has expired. */
function settle(
  parts: Parts,
  { accountId, registrationId }: Registration,
  caller: Caller,
  proof?: Proof
): Promise<RegistrationOutcome> {
  return inAccount(parts, accountId, caller, async context => {
    const { unit } = context;
    const registration = await findRegistration(unit, registrationId);
    if (registration.state !== 'pending') return outcomeOf(unit, registration);

    const outcome = await decideOutcome(context, registration, proof);
    const { state, problem } = outcome.registration;
    if (state === 'pending') return outcome;
    await unit.updateRegistration(outcome.registration);
    await audit(
      context,
      {
        action: `registration.${state}`,
        subject: registrationId,
        reason: registration.overrideReason,
        details: { deviceId: outcome.device?.deviceId, code: problem?.code }
      },
      outcome.device ? aboutDevice(outcome.device) : aboutRegistration(outcome.registration)
    );
    return outcome;
  });
}

async function decideOutcome(
  context: Context,
  registration: Registration,
  proof: Proof | undefined
): Promise<RegistrationOutcome> {
  if (!proof) return { registration: { ...registration, state: 'expired', problem: expired } };
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
