import { accountSuspended } from '../accounts/accounts.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { type AccountDevices, decideAdmission } from '../devices/decision/decision.ts';
import { decideRebind } from '../devices/decision/rebinds.ts';
import { countSwap, readAccountDevices, removeDueDevices, removeFromSlot } from '../devices/slots.ts';
import type { BindingProblem } from '../errors.ts';
import { aboutDevice } from '../events/events.ts';
import { newId } from '../ids.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import { defaultRebinds } from '../model/policy.ts';
import type { Registration, RegistrationOutcome } from '../model/registration.ts';
import { second } from '../model/time.ts';

/**
 * Settles a registration by a proven device id, under the account's policy: the device that has it already, the device that it
 * joins, a new device in a slot of its own, or a refusal.
 */
export async function bindDevice(
  context: Context,
  registration: Registration,
  drmDeviceId: string
): Promise<RegistrationOutcome> {
  const { unit, now } = context;
  if (unit.account.suspendedAt !== undefined) return refused(registration, accountSuspended);
  const { accountId, drm, cookie } = registration;
  const account = await removeDueDevices(context, await readAccountDevices(unit, unit.account, now));
  const binding: DeviceBinding = { drm, drmDeviceId, cookie, boundAt: now };

  const known = await unit.findDeviceByBinding(accountId, drm, drmDeviceId);
  if (known) return bound(registration, known);

  const others = await unit.findOtherHolders(accountId, drm, drmDeviceId);
  if (others.length > 0 && account.policy.sharedDevices === 'refuse' && !registration.overrideReason)
    return refused(registration, inOtherAccount);

  const outcome = registration.joins
    ? await joinSlot(context, account, registration, binding)
    : await takeSlot(context, account, registration, binding);
  if (outcome.device && others.length > 0) {
    const details = { drm, otherAccounts: others };
    await audit(context, { action: 'device.shared', subject: outcome.device.deviceId, details });
  }
  return outcome;
}

/** Adds the binding to a device that the account has already. */
async function joinSlot(
  context: Context,
  account: AccountDevices,
  registration: Registration,
  binding: DeviceBinding
): Promise<RegistrationOutcome> {
  const { unit } = context;
  const device = account.devices.find(active => active.deviceId === registration.joins);
  if (!device) return refused(registration, joinedDeviceGone);
  const problem = alreadyBound(device, binding.drm);
  if (problem)
    return registration.rebind
      ? rebind(context, account, device, registration, binding)
      : refused(registration, problem);
  await unit.insertBinding(device.accountId, device.deviceId, binding);
  return bound(registration, { ...device, bindings: [...device.bindings, binding] });
}

/** Lets the device keep its slot under a new id of its DRM, as often as the policy allows. */
async function rebind(
  context: Context,
  { policy }: AccountDevices,
  device: Device,
  registration: Registration,
  binding: DeviceBinding
): Promise<RegistrationOutcome> {
  const { parts, unit, now } = context;
  const { accountId, deviceId } = device;
  const rules = policy.rebinds ?? defaultRebinds;
  const after = Math.max(now - rules.windowSeconds * second, unit.account.swapsResetAt ?? 0);
  const decision = decideRebind(rules, await unit.listSwaps(accountId, after), deviceId, now);
  const { overrideReason } = registration;
  if (!decision.allowed && !overrideReason) return refused(registration, decision.problem);

  await unit.updateBinding(accountId, deviceId, binding);
  if (!overrideReason) {
    const swapId = newId('swp', now, parts.randomBytes);
    await unit.insertSwap({ swapId, accountId, deviceId, kind: 'rebind', grace: false, at: now });
  }
  const idOf = (bindings: readonly DeviceBinding[]) =>
    bindings.find(({ drm }) => drm === binding.drm)?.drmDeviceId;
  const others = device.bindings.filter(({ drm }) => drm !== binding.drm);
  const rebound: Device = { ...device, bindings: [...others, binding] };
  await audit(
    context,
    {
      action: 'device.rebound',
      subject: deviceId,
      reason: overrideReason,
      before: { drmDeviceId: idOf(device.bindings) },
      after: { drmDeviceId: idOf(rebound.bindings) },
      details: { drm: binding.drm, registrationId: registration.registrationId }
    },
    aboutDevice(rebound)
  );
  return bound(registration, rebound);
}

async function takeSlot(
  context: Context,
  account: AccountDevices,
  registration: Registration,
  binding: DeviceBinding
): Promise<RegistrationOutcome> {
  const { parts, unit, now } = context;
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
  for (const old of admission.removes)
    await removeFromSlot(context, old, 'replaced', `replaced by ${device.deviceId}`);
  await countSwap(context, admission.swap, device.deviceId);
  await unit.insertDevice(device);
  await unit.insertBinding(device.accountId, device.deviceId, binding);
  return bound(registration, device);
}

function bound(registration: Registration, device: Device): RegistrationOutcome {
  return { registration: { ...registration, state: 'bound', deviceId: device.deviceId }, device };
}

function refused(registration: Registration, problem: BindingProblem): RegistrationOutcome {
  return { registration: { ...registration, state: 'refused', problem } };
}

const inOtherAccount: BindingProblem = {
  code: 'device-in-other-account',
  detail: 'This device belongs to another account. Remove it there first; staff can override this.',
  reasoning: [
    { rule: 'sharedDevices', passed: false, detail: 'A device that another account has, too, is refused.' }
  ]
};

const joinedDeviceGone: BindingProblem = {
  code: 'device-removed',
  detail: 'The device that this one was to join lost its slot. Register again without `device.deviceId`.'
};

/** The problem of a second device under the same DRM in one slot: a slot holds one device. */
export function alreadyBound(device: Device, drm: Drm): BindingProblem | undefined {
  if (!device.bindings.some(binding => binding.drm === drm)) return undefined;
  return {
    code: 'device-already-bound',
    detail: `This device is bound for ${drm} already. To bind another one in its place, register with \`replaces\`.`
  };
}
