import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { decideAdmission } from '../devices/admission.ts';
import type { BindingProblem } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Registration, RegistrationOutcome, SettledRegistration } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { policyInForce } from '../policies/policy-in-force.ts';
import type { AccountUnit } from '../ports/store.ts';
import { findRegistration, outcomeOf } from './find-registration.ts';
import { type Judgement, judgeRedemptions } from './judge-redemptions.ts';

/**
 * Steps 3 and 4 of device binding: reads ExpressPlay's records once and settles the registration by what they prove.
 * Without a record it stays pending. Whatever arrives in parallel, an account's policy is never exceeded: the decision
 * and the new device are one unit of work on the account.
 */
export function makeCompleteRegistration(parts: Parts) {
  return async (registrationId: string, caller: Caller): Promise<RegistrationOutcome> => {
    const found = await findRegistration(parts, registrationId);
    if (found.state !== 'pending') return outcomeOf(parts.store, found);

    const judgement = judgeRedemptions(await parts.licenses.findRedemptions(found.cookie));
    if (judgement.kind === 'not-redeemed') return { registration: found };

    const now = parts.clock();
    return parts.store.inAccount(found.accountId, now, async unit => {
      const registration = await findRegistration({ ...parts, store: unit }, registrationId);
      if (registration.state !== 'pending') return outcomeOf(unit, registration);

      const settled = await settle(unit, registration, judgement, now);
      await unit.updateRegistration(settled.registration);
      await audit(parts, unit, caller, now, {
        accountId: registration.accountId,
        action: `registration.${settled.registration.state}`,
        subject: registrationId,
        details: { deviceId: settled.device?.deviceId, code: settled.registration.problem?.code }
      });
      return settled;
    });

    async function settle(
      unit: AccountUnit,
      registration: Registration,
      proof: Exclude<Judgement, { kind: 'not-redeemed' }>,
      at: Timestamp
    ): Promise<Settlement> {
      if (proof.kind === 'ambiguous') return { registration: { ...registration, ...ambiguous } };

      const { accountId, drm } = registration;
      const known = await unit.findDeviceByBinding(accountId, drm, proof.drmDeviceId);
      if (known) return bound(registration, known);

      const policy = await policyInForce(unit, accountId);
      const admission = decideAdmission(
        { policy, devices: await unit.listActiveDevices(accountId), swaps: [] },
        registration,
        at
      );
      if (!admission.admitted)
        return { registration: { ...registration, state: 'refused', problem: admission.problem } };

      for (const device of admission.removes) {
        await unit.updateDevice({ ...device, state: 'removed', removedAt: at });
        await audit(parts, unit, caller, at, {
          accountId,
          action: 'device.removed',
          subject: device.deviceId,
          reason: `replaced by ${registration.registrationId}`
        });
      }
      return bound(registration, await addDevice(unit, registration, proof.drmDeviceId, at));
    }

    async function addDevice(
      unit: AccountUnit,
      registration: Registration,
      drmDeviceId: string,
      at: Timestamp
    ): Promise<Device> {
      const binding: DeviceBinding = {
        drm: registration.drm,
        drmDeviceId,
        cookie: registration.cookie,
        boundAt: at
      };
      const device: Device = {
        deviceId: newId('dev', at, parts.randomBytes),
        accountId: registration.accountId,
        name: registration.deviceName,
        class: registration.deviceClass,
        state: 'active',
        bindings: [binding],
        createdAt: at
      };
      await unit.insertDevice(device);
      await unit.insertBinding(device.accountId, device.deviceId, binding);
      return device;
    }
  };
}

interface Settlement extends RegistrationOutcome {
  readonly registration: SettledRegistration;
}

const ambiguous = {
  state: 'ambiguous',
  problem: {
    code: 'binding-ambiguous',
    detail:
      'More than one device redeemed the token of this registration, so none was bound. ' +
      'Start a new registration and let a single device redeem its token.'
  } satisfies BindingProblem
} as const;

function bound(registration: Registration, device: Device): Settlement {
  return { registration: { ...registration, state: 'bound', deviceId: device.deviceId }, device };
}
