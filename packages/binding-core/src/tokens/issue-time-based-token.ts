import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import { readContent } from '../contents/contents.ts';
import type { Caller, Parts } from '../context.ts';
import { chooseEntitlement, entitlementEnd, noRightRefusals, played } from '../entitlements/rules.ts';
import { refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { endOfTime, second, type Timestamp } from '../model/time.ts';
import { type LicenseToken, licenseRefusals } from '../ports/licensing.ts';
import type { StoreReads } from '../ports/store.ts';
import { checkBudget } from './limits.ts';
import { mergeDrmOptions, playableUntil, refuseChanged } from './right.ts';

/** What {@link issueTimeBasedToken} needs to know. */
export interface IssueTimeBasedToken {
  /** Of a registration in any state: it determines the account and the DRM. */
  readonly cookie: string;
  /** The id of a stored content. */
  readonly contentId: string;
}

/** The codes that {@link issueTimeBasedToken} may refuse with. */
export const issueTimeBasedTokenRefusals = [
  'not-found',
  'account-suspended',
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
  const content = await readContent(store, contentId);
  const now = parts.clock();
  refuseSuspended(await accountOrNew(store, accountId));
  const entitlement = await findEntitlement(store, accountId, contentId, now);
  const rightEndsAt = entitlementEnd(entitlement);
  const expiresAt = Math.min(now + settings.tokenTtl * second, rightEndsAt ?? endOfTime);
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

  await store.inAccount(accountId, now, async unit => {
    refuseSuspended(unit.account);
    const still = await findEntitlement(unit, accountId, contentId, now);
    const { entitlementId } = still;
    if (entitlementId !== entitlement.entitlementId || entitlementEnd(still) !== rightEndsAt) refuseChanged();
    await checkBudget(parts, unit, accountId, now);
    await unit.insertToken({
      tokenId: newId('tok', now, parts.randomBytes),
      accountId,
      actor: caller.actor,
      entitlementId,
      contentId,
      drm,
      binding: 'none',
      persistent: false,
      issuedAt: now,
      expiresAt,
      playableUntil: playableUntil(still, false, expiresAt)
    });
    if (still.firstPlayedAt === now) await unit.updateEntitlement(still);
  });
  return license;
}

async function findEntitlement(
  reads: StoreReads,
  accountId: string,
  contentId: string,
  now: Timestamp
): Promise<Entitlement> {
  const entitlements = await reads.findEntitlementsForContent(accountId, contentId);
  return played(chooseEntitlement(entitlements, false, now), now);
}
