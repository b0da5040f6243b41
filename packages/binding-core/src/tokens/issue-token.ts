import { accountOrNew } from '../accounts/account-or-new.ts';
import { findContent } from '../contents/find-content.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotencyRefusals, idempotently, type KeepAnswer } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { Content } from '../model/content.ts';
import type { Drm } from '../model/drm.ts';
import { type DrmOptions, mergeDrmOptions } from '../model/drm-options.ts';
import { endOfTime, second } from '../model/time.ts';
import type { DeviceToken, IssuedToken } from '../model/token.ts';
import { licenseRefusals } from '../ports/licensing.ts';
import { checkLimits, checkRight, type Right, type WantedToken } from './check-right.ts';
import { playableUntil } from './playable-until.ts';
import { requestBoundLicense } from './request-license.ts';

export interface IssueToken {
  readonly accountId: string;
  readonly contentId: string;
  readonly deviceId: string;
  /** May be left out while the device is bound for one DRM only. */
  readonly drm?: Drm | undefined;
  /** Whether the license may be kept for offline use. Default false. */
  readonly persistent?: boolean | undefined;
  /** What differs for this token from the options of the content. */
  readonly options?: DrmOptions | undefined;
}

/** The codes that `issueToken` may refuse with. */
export const issueTokenRefusals = [
  'validation',
  'not-found',
  'not-entitled',
  'entitlement-not-started',
  'entitlement-expired',
  'entitlement-changed',
  'offline-not-allowed',
  'account-suspended',
  'token-budget-exhausted',
  'device-not-bound',
  'device-removed',
  ...idempotencyRefusals,
  ...licenseRefusals
] as const;

/**
 * Steps 5 and 6 of device binding: a token for the content that only this device can redeem. It costs exactly one call to
 * ExpressPlay; the device id comes from the store. Right and device are checked again in the unit that writes the token down,
 * so that neither can be taken away unseen while ExpressPlay answers.
 */
export function makeIssueToken(parts: Parts) {
  return async (input: IssueToken, caller: Caller): Promise<IssuedToken> => {
    const { accountId, contentId } = input;
    checkFormats({ '/accountId': [formats.accountId, accountId] });
    return idempotently(parts, caller, accountId, ['token', input], async keepAnswer => {
      const content = await findContent(parts.store, contentId);
      for (let attempt = 0; attempt < attempts; attempt++) {
        const issued = await issue(input, content, caller, keepAnswer);
        if (issued) return issued;
      }
      return refuse('entitlement-changed', 'The right to this content changed meanwhile. Ask again.', {
        retryable: true
      });
    });
  };

  /** Nothing when the right turned out to be another one while ExpressPlay answered. */
  async function issue(
    input: IssueToken,
    content: Content,
    caller: Caller,
    keepAnswer: KeepAnswer<IssuedToken>
  ): Promise<IssuedToken | undefined> {
    const { store, settings } = parts;
    const { accountId } = input;
    const wanted: WantedToken = { ...input, persistent: input.persistent ?? false };
    const now = parts.clock();
    const account = await accountOrNew(store, accountId);
    const right = await checkRight(store, account, wanted, now);
    await checkLimits(parts, store, right, wanted, now);
    const { drm, cookie, drmDeviceId } = right.binding;
    const expiresAt = Math.min(now + settings.tokenTtl * second, right.endsAt ?? endOfTime);

    const { license, binding } = await requestBoundLicense(parts, {
      drm,
      content,
      cookie,
      deviceId: drmDeviceId,
      issuedAt: now,
      expiresAt,
      persistent: wanted.persistent,
      rightEndsAt: right.endsAt,
      options: mergeDrmOptions(drm, settings.drmOptions, content.drmOptions, input.options)
    });
    const record: DeviceToken = {
      tokenId: newId('tok', now, parts.randomBytes),
      accountId,
      actor: caller.actor,
      entitlementId: right.entitlement.entitlementId,
      contentId: content.contentId,
      deviceId: input.deviceId,
      drm,
      binding,
      persistent: wanted.persistent,
      issuedAt: now,
      expiresAt,
      playableUntil: playableUntil(right.entitlement, wanted.persistent, expiresAt)
    };
    const issued: IssuedToken = { ...record, ...license };

    return store.inAccount(accountId, now, async unit => {
      // At the same version nothing but other tokens can have come in between, and those have no say about the right.
      const unchanged = unit.account.version === account.version;
      const still = unchanged ? right : await checkRight(unit, unit.account, wanted, now);
      if (!isSame(right, still)) return undefined;
      await checkLimits(parts, unit, still, wanted, now);
      await unit.insertToken(record);
      if (still.entitlement.firstPlayedAt === now) await unit.updateEntitlement(still.entitlement);
      await keepAnswer(unit, issued);
      return issued;
    });
  }
}

const attempts = 3;

/** Whether the token that was asked for is still what the account has a right to. */
function isSame(right: Right, still: Right): boolean {
  return (
    right.entitlement.entitlementId === still.entitlement.entitlementId &&
    right.endsAt === still.endsAt &&
    right.binding.drmDeviceId === still.binding.drmDeviceId
  );
}
