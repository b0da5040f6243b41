import { accountOrNew } from '../accounts/account-or-new.ts';
import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import { audit } from '../audit.ts';
import type { Caller, DummyContent, Override, Parts } from '../dependencies.ts';
import { readAccountDevices } from '../devices/account-devices.ts';
import { type Candidate, decideAdmission } from '../devices/admission.ts';
import { findActiveDevice } from '../devices/find-device.ts';
import { BindingError, type BindingProblem } from '../errors.ts';
import { checkFormats, formats, refuseInput } from '../formats.ts';
import { idempotencyRefusals, idempotently } from '../idempotency/idempotently.ts';
import { newCookie, newId } from '../ids.ts';
import type { Device, DeviceClass } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Registration } from '../model/registration.ts';
import { second } from '../model/time.ts';
import type { LicenseToken } from '../ports/licensing.ts';
import { licenseRefusals } from '../ports/licensing.ts';
import { alreadyBound } from './already-bound.ts';

export interface StartRegistration {
  readonly accountId: string;
  readonly drm: Drm;
  readonly device?:
    | {
        /** An active device of the account that this one is, under another DRM: it gets no slot of its own. */
        readonly deviceId?: string | undefined;
        readonly name?: string | undefined;
        readonly class?: DeviceClass | undefined;
      }
    | undefined;
  /** The active device whose slot the new one takes over, once it is bound. */
  readonly replaces?: string | undefined;
  /** Staff let the device in, whatever the rules say. */
  readonly override?: Override | undefined;
}

/** A registration with the dummy token that its device has to redeem. The token is given out once. */
export interface StartedRegistration {
  readonly registration: Registration;
  readonly license: LicenseToken;
  readonly dummyContent: Pick<DummyContent, 'kid' | 'url'>;
}

/** What would come of a registration now, were its device one that the account does not have yet. */
export interface RegistrationPreview {
  readonly allowed: boolean;
  /** The devices that would make way. */
  readonly removes: readonly Device[];
  readonly problem?: BindingProblem | undefined;
}

/** The codes that `startRegistration` may refuse with. */
export const startRegistrationRefusals = [
  'validation',
  'not-found',
  'account-suspended',
  'device-removed',
  'device-already-bound',
  ...idempotencyRefusals,
  ...licenseRefusals
] as const;

/**
 * Steps 1 and 2 of device binding: invents the cookie and gets the dummy token that carries it. The policy decides when the
 * device is proven, not now: only then is it known whether it is a new one.
 */
export function makeStartRegistration(parts: Parts) {
  return async (input: StartRegistration, caller: Caller): Promise<StartedRegistration> => {
    const { store, settings } = parts;
    checkInput(input);
    return idempotently(parts, caller, input.accountId, ['registration', input], async keepAnswer => {
      await checkAccount(parts, input);

      const now = parts.clock();
      const registration = newRegistration(parts, input);
      const license = await parts.licenses.requestToken({
        drm: input.drm,
        content: settings.dummyContent,
        cookie: registration.cookie,
        issuedAt: now,
        expiresAt: registration.expiresAt,
        persistent: false
      });
      const { kid, url } = settings.dummyContent;
      const started: StartedRegistration = { registration, license, dummyContent: { kid, url } };

      await store.inAccount(input.accountId, now, async unit => {
        refuseSuspended(unit.account);
        await unit.insertRegistration(registration, now + firstLookUp);
        await audit(parts, unit, caller, now, {
          action: 'registration.started',
          subject: registration.registrationId,
          reason: registration.overrideReason,
          details: { drm: input.drm, replaces: input.replaces, joins: registration.joins }
        });
        await keepAnswer(unit, started);
      });
      return started;
    });
  };
}

/** Before that hardly any device can have redeemed its token. */
const firstLookUp = 2 * second;

/** The codes that `previewRegistration` may refuse with. */
export const previewRegistrationRefusals = ['validation'] as const;

/** Says what would come of {@link makeStartRegistration} for a new device, without doing it. */
export function makePreviewRegistration(parts: Parts) {
  return async (input: StartRegistration): Promise<RegistrationPreview> => {
    checkInput(input);
    const problem = await problemOf(checkAccount(parts, input));
    if (problem) return { allowed: false, removes: [], problem };
    if (input.device?.deviceId !== undefined) return { allowed: true, removes: [] };

    const now = parts.clock();
    const account = await accountOrNew(parts.store, input.accountId);
    const candidate: Candidate = {
      deviceClass: input.device?.class ?? 'other',
      replaces: input.replaces,
      override: input.override !== undefined
    };
    const admission = decideAdmission(await readAccountDevices(parts.store, account, now), candidate, now);
    if (!admission.admitted) return { allowed: false, removes: [], problem: admission.problem };
    return { allowed: true, removes: admission.removes };
  };
}

function checkInput({ accountId, device, replaces, override }: StartRegistration): void {
  checkFormats({
    '/accountId': [formats.accountId, accountId],
    '/device/name': [formats.deviceName, device?.name],
    '/reason': [formats.reason, override?.reason]
  });
  if (device?.deviceId !== undefined && replaces !== undefined)
    refuseInput([{ path: '/replaces', message: 'must not be given together with /device/deviceId' }]);
}

async function checkAccount({ store }: Parts, { accountId, drm, device, replaces }: StartRegistration) {
  refuseSuspended(await accountOrNew(store, accountId));
  if (replaces !== undefined) await findActiveDevice(store, accountId, replaces);
  if (device?.deviceId === undefined) return;
  const problem = alreadyBound(await findActiveDevice(store, accountId, device.deviceId), drm);
  if (problem) throw new BindingError(problem);
}

/** The refusal that a check ends in, if it does. */
async function problemOf(check: Promise<void>): Promise<BindingProblem | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof BindingError) return error.problem;
    throw error;
  }
}

function newRegistration(parts: Parts, input: StartRegistration): Registration {
  const now = parts.clock();
  return {
    registrationId: newId('reg', now, parts.randomBytes),
    accountId: input.accountId,
    drm: input.drm,
    state: 'pending',
    cookie: newCookie(parts.randomBytes),
    deviceName: input.device?.name ?? 'Unnamed device',
    deviceClass: input.device?.class ?? 'other',
    replaces: input.replaces,
    joins: input.device?.deviceId,
    overrideReason: input.override?.reason,
    createdAt: now,
    expiresAt: now + parts.settings.registrationTtl * second
  };
}
