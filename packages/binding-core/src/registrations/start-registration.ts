import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import { audit } from '../audit.ts';
import {
  type Caller,
  type Context,
  type DummyContent,
  inAccount,
  type Override,
  type Parts
} from '../context.ts';
import { decideAdmission } from '../devices/decision/decision.ts';
import { readActiveDevice } from '../devices/devices.ts';
import { readAccountDevices } from '../devices/slots.ts';
import { BindingError, type BindingProblem } from '../errors.ts';
import { checkDrm, checkFormats, formats, refuseInput } from '../formats.ts';
import { idempotencyRefusals, idempotently, type Once } from '../idempotency/idempotently.ts';
import { newCookie, newId } from '../ids.ts';
import type { Device, DeviceClass } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Registration } from '../model/registration.ts';
import { second, type Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import { checkBudget } from '../tokens/limits.ts';
import { alreadyBound } from './bind-device.ts';
import { countDummyToken, requestDummyToken } from './dummy-tokens.ts';
import { checkPending, firstLookUp } from './pending.ts';

/** What {@link startRegistration} needs to know. */
export interface StartRegistration {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** The DRM under which the device proves its id. */
  readonly drm: Drm;
  /** What the app knows about the device. */
  readonly device?:
    | {
        /** The active device of the account that this one is, under another DRM: it gets no slot of its own. */
        readonly deviceId?: string | undefined;
        /**
         * Whether the id of that device has changed, e.g. with an update: it keeps its slot, and the new binding replaces the
         * one of the same DRM. The policy's `rebinds` say how often.
         */
        readonly rebind?: boolean | undefined;
        /** For people, 1 to 100 characters. Default `Unnamed device`. */
        readonly name?: string | undefined;
        /** Default `other`. */
        readonly class?: DeviceClass | undefined;
      }
    | undefined;
  /** The active device whose slot the new one takes over, once it is bound. */
  readonly replaces?: string | undefined;
  /** Staff let the device in, whatever the rules say. */
  readonly override?: Override | undefined;
}

/** A new registration. */
export interface StartedRegistration {
  /** In state `pending`. */
  readonly registration: Registration;
  /** The dummy token that the device has to redeem. It is returned only once. */
  readonly license: LicenseToken;
  /** What the dummy token is for. */
  readonly dummyContent: Pick<DummyContent, 'kid' | 'url'>;
}

/** The codes that {@link startRegistration} may refuse with. */
export const startRegistrationRefusals = [
  'validation',
  'not-found',
  'account-suspended',
  'device-removed',
  'device-already-bound',
  'registration-limit-reached',
  'token-budget-exhausted',
  ...idempotencyRefusals,
  ...licenseRefusals
] as const;

/**
 * Steps 1 and 2 of device binding: makes a cookie and requests the dummy token that carries it. The policy decides when the
 * device is proven, not now: before that nobody knows whether the device is new.
 */
export async function startRegistration(
  parts: Parts,
  input: StartRegistration,
  caller: Caller
): Promise<StartedRegistration> {
  checkInput(input);
  const once: Once<StartedRegistration> = {
    accountId: input.accountId,
    request: ['registration', input],
    isGood: (unit, { registration }, at) => {
      refuseSuspended(unit.account);
      return at < registration.expiresAt;
    }
  };
  return idempotently(parts, caller, once, async keepAnswer => {
    const now = parts.clock();
    await checkAccount(parts, input, now);
    await checkBudget(parts, parts.store, input.accountId, now);

    const prepared = prepareRegistration(parts, input, now);
    const license = await requestDummyToken(parts, prepared, now);
    const { kid, url } = parts.settings.dummyContent;

    return inAccount(parts, input.accountId, caller, async context => {
      const registration = await insertRegistration(context, prepared);
      const started: StartedRegistration = { registration, license, dummyContent: { kid, url } };
      await keepAnswer(context.unit, started);
      return started;
    });
  });
}

/** What would happen to a registration now if its device were new to the account. */
export interface RegistrationPreview {
  /** Whether the device would be bound. */
  readonly allowed: boolean;
  /** The devices that would lose their slots. */
  readonly removes: readonly Device[];
  /** Why the device would not be bound. */
  readonly problem?: BindingProblem | undefined;
}

/** The codes that {@link previewRegistration} may refuse with. */
export const previewRegistrationRefusals = ['validation'] as const;

/** Returns what {@link startRegistration} would lead to for a new device, without doing it. */
export async function previewRegistration(
  parts: Parts,
  input: StartRegistration
): Promise<RegistrationPreview> {
  checkInput(input);
  const now = parts.clock();
  const problem = await problemOf(checkAccount(parts, input, now));
  if (problem) return { allowed: false, removes: [], problem };
  if (input.device?.deviceId !== undefined) return { allowed: true, removes: [] };

  const account = await accountOrNew(parts.store, input.accountId);
  const deviceClass = input.device?.class ?? 'other';
  const candidate = { deviceClass, replaces: input.replaces, override: input.override !== undefined };
  const admission = decideAdmission(await readAccountDevices(parts.store, account, now), candidate, now);
  if (!admission.admitted) return { allowed: false, removes: [], problem: admission.problem };
  return { allowed: true, removes: admission.removes };
}

function checkInput({ accountId, drm, device, replaces, override }: StartRegistration): void {
  checkDrm(drm);
  checkFormats({
    '/accountId': [formats.accountId, accountId],
    '/device/name': [formats.deviceName, device?.name],
    '/reason': [formats.reason, override?.reason]
  });
  if (device?.deviceId !== undefined && replaces !== undefined)
    refuseInput([{ path: '/replaces', message: 'must not be given together with /device/deviceId' }]);
  if (device?.rebind && device.deviceId === undefined)
    refuseInput([{ path: '/device/rebind', message: 'needs /device/deviceId' }]);
}

async function checkAccount({ store }: Parts, input: StartRegistration, now: Timestamp): Promise<void> {
  const { accountId, drm, device, replaces, override } = input;
  const [account, pending] = await Promise.all([
    accountOrNew(store, accountId),
    store.countPendingRegistrations(accountId, now)
  ]);
  refuseSuspended(account);
  await checkPending(store, account, { overrideReason: override?.reason }, now, pending);
  if (replaces !== undefined) await readActiveDevice(store, accountId, replaces);
  if (device?.deviceId === undefined) return;
  const joined = await readActiveDevice(store, accountId, device.deviceId);
  const problem = device.rebind ? undefined : alreadyBound(joined, drm);
  if (problem) throw new BindingError(problem);
}

/** The problem of a check that refuses. */
async function problemOf(check: Promise<void>): Promise<BindingProblem | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof BindingError) return error.problem;
    throw error;
  }
}

/** A registration before it is stored. */
type PreparedRegistration = Omit<Registration, 'registrationId' | 'createdAt'>;

function prepareRegistration(parts: Parts, input: StartRegistration, now: Timestamp): PreparedRegistration {
  return {
    accountId: input.accountId,
    drm: input.drm,
    state: 'pending',
    cookie: newCookie(parts.randomBytes),
    deviceName: input.device?.name ?? 'Unnamed device',
    deviceClass: input.device?.class ?? 'other',
    replaces: input.replaces,
    joins: input.device?.deviceId,
    rebind: input.device?.rebind,
    overrideReason: input.override?.reason,
    expiresAt: now + parts.settings.registrationTtl * second
  };
}

async function insertRegistration(context: Context, prepared: PreparedRegistration): Promise<Registration> {
  const { parts, unit, now } = context;
  const { accountId, drm, replaces, joins, overrideReason: reason } = prepared;
  const registrationId = newId('reg', now, parts.randomBytes);
  const registration: Registration = { registrationId, ...prepared, createdAt: now };
  refuseSuspended(unit.account);
  const pending = await checkPending(unit, unit.account, registration, now);
  await countDummyToken(parts, unit, accountId, now);
  await unit.insertRegistration(registration, firstLookUp(pending, parts.lookUpClock()));
  const details = { drm, replaces, joins };
  await audit(context, { action: 'registration.started', subject: registrationId, reason, details });
  return registration;
}
