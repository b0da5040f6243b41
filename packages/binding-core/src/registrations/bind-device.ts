import { accountSuspended } from '../accounts/refuse-suspended.ts';
import { audit } from '../audit.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { type AccountDevices, readAccountDevices } from '../devices/account-devices.ts';
import { decideAdmission } from '../devices/admission.ts';
import { countSwap, keepUp, removeFromSlot } from '../devices/slots.ts';
import type { BindingProblem } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountUnit } from '../ports/store.ts';
import { alreadyBound } from './already-bound.ts';

/**
 * What comes of a proven device id, under the account's policy: the device that has it already, the device it was to join,
 * a new device in a slot of its own, or a refusal.
 */
export function makeBindDevice(parts: Parts) {
  return async function bindDevice(
    unit: AccountUnit,
    registration: Registration,
    drmDeviceId: string,
    caller: Caller,
    now: Timestamp
  ): Promise<RegistrationOutcome> {
    if (unit.account.suspendedAt !== undefined) return refused(registration, accountSuspended);
    const { accountId, drm, cookie } = registration;
    const account = await keepUp(parts, unit, now, await readAccountDevices(unit, unit.account, now));
    const binding: DeviceBinding = { drm, drmDeviceId, cookie, boundAt: now };

    const known = await unit.findDeviceByBinding(accountId, drm, drmDeviceId);
    if (known) return bound(registration, known);

    const others = await unit.findOtherHolders(accountId, drm, drmDeviceId);
    if (others.length > 0 && account.policy.sharedDevices === 'refuse' && !registration.overrideReason)
      return refused(registration, inOtherAccount);

    const outcome = registration.joins
      ? await join(unit, account, registration, registration.joins, binding)
      : await takeSlot(unit, account, registration, binding, caller);
    if (outcome.device && others.length > 0)
      await audit(parts, unit, caller, now, {
        action: 'device.shared',
        subject: outcome.device.deviceId,
        details: { drm, otherAccounts: others }
      });
    return outcome;
  };

  /** One more DRM in a slot that the account has already. */
  async function join(
    unit: AccountUnit,
    account: AccountDevices,
    registration: Registration,
    deviceId: string,
    binding: DeviceBinding
  ): Promise<RegistrationOutcome> {
    const device = account.devices.find(active => active.deviceId === deviceId);
    if (!device) return refused(registration, joinedDeviceGone);
    const problem = alreadyBound(device, binding.drm);
    if (problem) return refused(registration, problem);
    await unit.insertBinding(device.accountId, device.deviceId, binding);
    return bound(registration, { ...device, bindings: [...device.bindings, binding] });
  }

  async function takeSlot(
    unit: AccountUnit,
    account: AccountDevices,
    registration: Registration,
    binding: DeviceBinding,
    caller: Caller
  ): Promise<RegistrationOutcome> {
    const now = binding.boundAt;
    const { deviceClass, replaces, overrideReason } = registration;
    const candidate = { deviceClass, replaces, override: overrideReason !== undefined };
    const admission = decideAdmission(account, candidate, now);
    if (!admission.admitted) return refused(registration, admission.problem);

    const device: Device = {
      deviceId: newId('dev', now, parts.randomBytes),
      accountId: registration.accountId,
      name: registration.deviceName,
      class: deviceClass,
      state: 'active',
      bindings: [binding],
      createdAt: now
    };
    const { removes, swap } = admission;
    for (const old of removes)
      await removeFromSlot(parts, unit, caller, now, old, 'replaced', `replaced by ${device.deviceId}`);
    await countSwap(parts, unit, now, swap, device.deviceId);
    await unit.insertDevice(device);
    await unit.insertBinding(device.accountId, device.deviceId, binding);
    return bound(registration, device);
  }
}

function bound(registration: Registration, device: Device): RegistrationOutcome {
  return { registration: { ...registration, state: 'bound', deviceId: device.deviceId }, device };
}

function refused(registration: Registration, problem: BindingProblem): RegistrationOutcome {
  return { registration: { ...registration, state: 'refused', problem } };
}

const inOtherAccount: BindingProblem = {
  code: 'device-in-other-account',
  detail: 'This device belongs to another account. Remove it there first; staff can override this.'
};

const joinedDeviceGone: BindingProblem = {
  code: 'device-removed',
  detail: 'The device that this one was to join lost its slot. Register again without `device.deviceId`.'
};
