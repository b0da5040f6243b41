import { accountOrNew } from '../accounts/account-or-new.ts';
import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import { findContent } from '../contents/find-content.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { chooseEntitlement, entitlementEnd, played } from '../entitlements/state.ts';
import { refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import { mergeDrmOptions } from '../model/drm-options.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { endOfTime, second, type Timestamp } from '../model/time.ts';
import type { LicenseToken } from '../ports/licensing.ts';
import { licenseRefusals } from '../ports/licensing.ts';
import type { StoreReads } from '../ports/store.ts';
import { checkBudget } from './budget.ts';
import { playableUntil } from './playable-until.ts';

export interface IssueTimeBasedToken {
  /** Of a registration, whatever became of it: it says which account and which DRM. */
  readonly cookie: string;
  readonly contentId: string;
}

/** The codes that `issueTimeBasedToken` may refuse with. */
export const issueTimeBasedTokenRefusals = [
  'not-found',
  'not-entitled',
  'entitlement-not-started',
  'entitlement-expired',
  'entitlement-changed',
  'account-suspended',
  'token-budget-exhausted',
  ...licenseRefusals
] as const;

/** A token that time alone limits: any device may redeem it. For operators who accept that. */
export function makeIssueTimeBasedToken(parts: Parts) {
  return async ({ cookie, contentId }: IssueTimeBasedToken, caller: Caller): Promise<LicenseToken> => {
    const { store, settings, licenses } = parts;
    const registration = await store.findRegistrationByCookie(cookie);
    if (!registration) return refuse('not-found', 'There is no registration with this cookie.');
    const { accountId, drm } = registration;
    const content = await findContent(store, contentId);
    const now = parts.clock();
    refuseSuspended(await accountOrNew(store, accountId));
    const entitlement = await findRight(store, accountId, contentId, now);
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
      const still = await findRight(unit, accountId, contentId, now);
      if (still.entitlementId !== entitlement.entitlementId || entitlementEnd(still) !== rightEndsAt)
        refuse('entitlement-changed', 'The right to this content changed meanwhile. Ask again.', {
          retryable: true
        });
      await checkBudget(parts, unit, accountId, now);
      await unit.insertToken({
        tokenId: newId('tok', now, parts.randomBytes),
        accountId,
        actor: caller.actor,
        entitlementId: still.entitlementId,
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
  };
}

async function findRight(
  reads: StoreReads,
  accountId: string,
  contentId: string,
  now: Timestamp
): Promise<Entitlement> {
  const entitlements = await reads.findEntitlementsForContent(accountId, contentId);
  return played(chooseEntitlement(entitlements, false, now), now);
}
