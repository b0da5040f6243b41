import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import { readContent } from '../contents/contents.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { readActiveDevice } from '../devices/devices.ts';
import { chooseEntitlement, entitlementEnd, noRightRefusals, played } from '../entitlements/rules.ts';
import { BindingError, type BindingProblem, refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Drm } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { type Registration, registrationProblemCodes } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import type { StoreReads } from '../ports/store.ts';
import { keepsLicense, playableUntil, tokenExpiry } from './licenses.ts';
import { checkBudget } from './limits.ts';
import { mergeDrmOptions, refuseChanged } from './right.ts';

/** What {@link issueTimeBasedToken} needs to know. */
export interface IssueTimeBasedToken {
  /** Of a registration: it determines the account and the DRM. Its device may still be unproven. */
  readonly cookie: string;
  /** The id of a stored content. */
  readonly contentId: string;
}

/** Why the cookie of a registration gets no token, besides `account-suspended`. */
const unwantedRefusals = registrationProblemCodes.filter(
  code => code !== 'account-suspended' && code !== 'registration-expired'
);

/** The codes that {@link issueTimeBasedToken} may refuse with. */
export const issueTimeBasedTokenRefusals = [
  'not-found',
  'account-suspended',
  'offline-not-allowed',
  ...unwantedRefusals,
  ...noRightRefusals,
  'entitlement-changed',
  'token-budget-exhausted',
  ...licenseRefusals
] as const;

/** Issues a token that only time limits: any device may redeem it. For operators who accept that. */
export async function issueTimeBasedToken(
  parts: Parts,
  { cookie, contentId }: IssueTimeBasedToken,
  caller: Caller
): Promise<LicenseToken> {
  const { store, settings, licenses } = parts;
  const registration = await store.findRegistrationByCookie(cookie);
  if (!registration) return refuse('not-found', 'There is no registration with this cookie.');
  const { accountId, drm } = registration;
  await refuseUnwanted(store, registration);
  const content = await readContent(store, contentId);
  const now = parts.clock();
  refuseSuspended(await accountOrNew(store, accountId));
  const wanted = { accountId, contentId, drm };
  const entitlement = await findEntitlement(store, wanted, now);
  const rightEndsAt = entitlementEnd(entitlement);
  const expiresAt = tokenExpiry(settings, drm, rightEndsAt, now);
  await checkBudget(parts, store, accountId, now);

  const license = await licenses.requestToken({
    drm,
    content,
    cookie,
    issuedAt: now,
    expiresAt,
    persistent: false,
    rightEndsAt,
    options: mergeDrmOptions(drm, settings.drmOptions, content.drmOptions)
  });

  await inAccount(parts, accountId, caller, async ({ unit, now: writtenAt }) => {
    refuseSuspended(unit.account);
    await refuseUnwanted(unit, (await unit.findRegistration(registration.registrationId)) ?? registration);
    const still = await findEntitlement(unit, wanted, now);
    const { entitlementId } = still;
    if (entitlementId !== entitlement.entitlementId || entitlementEnd(still) !== rightEndsAt) refuseChanged();
    await checkBudget(parts, unit, accountId, now);
    await unit.insertToken({
      tokenId: newId('tok', writtenAt, parts.randomBytes),
      accountId,
      actor: caller.actor,
      entitlementId,
      contentId,
      drm,
      binding: 'none',
      persistent: false,
      issuedAt: now,
      expiresAt,
      playableUntil: playableUntil(rightEndsAt, false, expiresAt)
    });
    if (still.firstPlayedAt === now) await unit.updateEntitlement(still);
  });
  return license;
}

/**
 * Refuses the cookie of a registration that was refused, cancelled or shared by several devices, and of a device that was removed.
 * One that expired is good: whoever gets only tokens of this kind never redeems the one for the dummy content.
 */
async function refuseUnwanted(reads: StoreReads, registration: Registration): Promise<void> {
  const { state, problem, accountId, deviceId } = registration;
  if (problem && state !== 'expired') throw new BindingError(problem);
  if (deviceId !== undefined) await readActiveDevice(reads, accountId, deviceId);
}

async function findEntitlement(
  reads: StoreReads,
  {
    accountId,
    contentId,
    drm
  }: { readonly accountId: string; readonly contentId: string; readonly drm: Drm },
  now: Timestamp
): Promise<Entitlement> {
  const entitlements = await reads.findEntitlementsForContent(accountId, contentId);
  const entitlement = chooseEntitlement(entitlements, { drm, persistent: false }, now);
  if (keepsLicense(drm, false, entitlementEnd(entitlement) !== undefined))
    throw new BindingError(keptByAnyDevice);
  return played(entitlement, now);
}

const keptByAnyDevice: BindingProblem = {
  code: 'offline-not-allowed',
  detail:
    'Devices keep every license of this DRM whose right ends, and nobody knows how many devices will redeem this token. ' +
    'Ask for a token that is bound to a device.'
};
