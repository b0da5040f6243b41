import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import { audit } from '../audit.ts';
import { requestRestricted } from '../capabilities.ts';
import { type Caller, type Context, inAccount, type Parts } from '../context.ts';
import { readDeviceInUse } from '../devices/devices.ts';
import { refuse } from '../errors.ts';
import { checkDrm, checkFormats, formats } from '../formats.ts';
import { idempotencyRefusals, idempotently, type Once } from '../idempotency/idempotently.ts';
import { newCookie, newId, type RandomBytes } from '../ids.ts';
import type { BindingCheck, StartedBindingCheck } from '../model/binding-check.ts';
import type { Drm } from '../model/drm.ts';
import { day, second, type Timestamp } from '../model/time.ts';
import { licenseRefusals } from '../ports/licensing.ts';
import type { StoreReads } from '../ports/store.ts';
import { countDummyToken } from '../registrations/dummy-tokens.ts';
import { firstLookUp } from '../registrations/pending.ts';
import { checkBudget } from '../tokens/limits.ts';
import { chooseBinding } from '../tokens/right.ts';

/** What {@link startBindingCheck} needs to know. */
export interface StartBindingCheck {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** `dev_…`, an active device of the account. */
  readonly deviceId: string;
  /** Optional while the device is bound for only one DRM. */
  readonly drm?: Drm | undefined;
}

/** The codes that {@link startBindingCheck} may refuse with. */
export const startBindingCheckRefusals = [
  'validation',
  'not-found',
  'account-suspended',
  'device-removed',
  'device-not-bound',
  'token-budget-exhausted',
  ...idempotencyRefusals,
  ...licenseRefusals
] as const;

/** Checks that an account may start within a day: each costs a call to ExpressPlay. */
const checksPerDay = 20;

/**
 * Requests a dummy token that is restricted to a device id that no device has, under a cookie of its own. If the device can redeem
 * it, ExpressPlay does not enforce the restriction.
 */
export async function startBindingCheck(
  parts: Parts,
  input: StartBindingCheck,
  caller: Caller
): Promise<StartedBindingCheck> {
  const { accountId, deviceId } = input;
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  if (input.drm !== undefined) checkDrm(input.drm);
  const once: Once<StartedBindingCheck> = {
    accountId,
    request: ['binding-check', input],
    isGood: (unit, { check }, at) => {
      refuseSuspended(unit.account);
      return at < check.expiresAt;
    }
  };
  return idempotently(parts, caller, once, async keepAnswer => {
    const { store, settings, randomBytes } = parts;
    const now = parts.clock();
    const account = await accountOrNew(store, accountId);
    refuseSuspended(account);
    const device = await readDeviceInUse(store, account, deviceId, now);
    const { drm, drmDeviceId } = chooseBinding(device, input.drm);
    await checkBudget(parts, store, accountId, now);
    await checkDailyLimit(store, accountId, now);

    const request = {
      drm,
      content: settings.dummyContent,
      cookie: newCookie(randomBytes),
      deviceId: otherDeviceId(drmDeviceId, randomBytes),
      issuedAt: now,
      expiresAt: now + settings.registrationTtl * second,
      persistent: false
    };
    const license = await requestRestricted(parts, request, await store.findBindingEvidence(drm), caller);
    const { cookie, expiresAt } = request;

    return inAccount(parts, accountId, caller, async context => {
      const check = await insertBindingCheck(context, { accountId, deviceId, drm, cookie, expiresAt });
      const started: StartedBindingCheck = { check, license };
      await keepAnswer(context.unit, started);
      return started;
    });
  });
}

async function insertBindingCheck(
  context: Context,
  prepared: Omit<BindingCheck, 'checkId' | 'state' | 'createdAt'>
): Promise<BindingCheck> {
  const { parts, unit, now } = context;
  const { accountId, deviceId, drm } = prepared;
  const checkId = newId('chk', now, parts.randomBytes);
  const check: BindingCheck = { checkId, ...prepared, state: 'pending', createdAt: now };
  refuseSuspended(unit.account);
  await checkDailyLimit(unit, accountId, now);
  await unit.insertBindingCheck(check, firstLookUp(0, parts.lookUpClock()));
  await countDummyToken(parts, unit, accountId, now);
  await audit(context, { action: 'binding-check.started', subject: checkId, details: { deviceId, drm } });
  return check;
}

async function checkDailyLimit(reads: StoreReads, accountId: string, now: Timestamp): Promise<void> {
  if ((await reads.countBindingChecks(accountId, now - day)) >= checksPerDay)
    refuse(
      'token-budget-exhausted',
      `This account started its ${checksPerDay} binding checks of a day. Start the next one later.`,
      { retryable: true, retryAfter: 3600 }
    );
}

/** A random device id in the form of the given one: ExpressPlay may check the form. */
function otherDeviceId(own: string, randomBytes: RandomBytes): string {
  if (/^[0-9a-f]+$/.test(own) && own.length >= 16) {
    const bytes = randomBytes(Math.ceil(own.length / 2));
    return Buffer.from(bytes).toString('hex').slice(0, own.length);
  }
  const bytes = randomBytes(own.length);
  return own.replace(/[0-9a-zA-Z]/g, (_, index: number) => ((bytes[index] ?? 0) % 10).toString());
}
