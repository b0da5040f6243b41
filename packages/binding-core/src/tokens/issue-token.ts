import { accountOrNew } from '../accounts/accounts.ts';
import { boundLicenseRefusals, isKnownAs, requestBoundLicense } from '../capabilities.ts';
import { readContent } from '../contents/contents.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { drmOptionErrors } from '../drm-options.ts';
import { checkDrm, checkFormats, formats, refuseInput } from '../formats.ts';
import {
  idempotencyRefusals,
  idempotently,
  type KeepAnswer,
  type Once
} from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { Content } from '../model/content.ts';
import type { Drm, DrmOptions } from '../model/drm.ts';
import type { Timestamp } from '../model/time.ts';
import type { DeviceToken, IssuedToken } from '../model/token.ts';
import type { AccountUnit, StoreReads } from '../ports/store.ts';
import { playableUntil, tokenExpiry } from './licenses.ts';
import { checkBudget, checkOfflineDevices } from './limits.ts';
import {
  checkRight,
  isSameRight,
  mergeDrmOptions,
  type Right,
  refuseChanged,
  rightRefusals,
  type WantedToken
} from './right.ts';

/** What {@link issueToken} needs to know. */
export interface IssueToken {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** The id of a stored content. */
  readonly contentId: string;
  /** `dev_…`, an active device of the account. */
  readonly deviceId: string;
  /** Optional while the device is bound for only one DRM. */
  readonly drm?: Drm | undefined;
  /** Whether the license may be kept for offline use. Default false. */
  readonly persistent?: boolean | undefined;
  /** The options that differ from those of the content for this token. */
  readonly options?: DrmOptions | undefined;
}

/** The codes that {@link issueToken} may refuse with. */
export const issueTokenRefusals = [
  ...rightRefusals,
  'entitlement-changed',
  'token-budget-exhausted',
  ...idempotencyRefusals,
  ...boundLicenseRefusals
] as const;

/**
 * Steps 5 and 6 of device binding: issues a token for the content that only this device can redeem. It costs one call to
 * ExpressPlay; the device id comes from the store. The unit that writes the token checks right and device again, because they
 * may have changed while ExpressPlay answered.
 */
export async function issueToken(parts: Parts, input: IssueToken, caller: Caller): Promise<IssuedToken> {
  const { accountId, contentId } = input;
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  if (input.drm !== undefined) checkDrm(input.drm);
  const wrongOptions = drmOptionErrors(input.options, '/options');
  if (wrongOptions.length > 0) refuseInput(wrongOptions);
  const once: Once<IssuedToken> = {
    accountId,
    request: ['token', input],
    isGood: (unit, issued, at) => isGood(parts, unit, input, issued, at)
  };
  return idempotently(parts, caller, once, async keepAnswer => {
    const content = await readContent(parts.store, contentId);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const issued = await issueOnce({ parts, input, content, caller, keepAnswer });
      if (issued) return issued;
    }
    return refuseChanged();
  });
}

const attempts = 3;

/**
 * Whether a token that was issued before is what would be issued now. Refuses if none would be: an answer that is returned again
 * must not open what was closed meanwhile.
 */
async function isGood(
  parts: Parts,
  unit: AccountUnit,
  input: IssueToken,
  issued: IssuedToken,
  now: Timestamp
): Promise<boolean> {
  await readContent(unit, input.contentId);
  const { entitlement, binding, endsAt, persistent } = await checkRight(
    unit,
    unit.account,
    wantedOf(input),
    now
  );
  return (
    now < issued.expiresAt &&
    entitlement.entitlementId === issued.entitlementId &&
    binding.boundAt <= issued.issuedAt &&
    playableUntil(endsAt, persistent, issued.expiresAt) === issued.playableUntil &&
    (await isKnownAs(parts, unit, binding.drm, issued.binding, now))
  );
}

function wantedOf(input: IssueToken): WantedToken {
  return { ...input, persistent: input.persistent ?? false };
}

interface Issue {
  readonly parts: Parts;
  readonly input: IssueToken;
  readonly content: Content;
  readonly caller: Caller;
  readonly keepAnswer: KeepAnswer<IssuedToken>;
}

/** Returns `undefined` if the right to the content became another one while ExpressPlay answered. */
async function issueOnce(issue: Issue): Promise<IssuedToken | undefined> {
  const { parts, input, content, caller, keepAnswer } = issue;
  const { store, settings } = parts;
  const { accountId, deviceId } = input;
  const wanted = wantedOf(input);
  const now = parts.clock();
  const account = await accountOrNew(store, accountId);
  const right = await checkRight(store, account, wanted, now);
  await checkLimits(issue, store, right, now);
  const { drm, cookie, drmDeviceId } = right.binding;
  const { persistent } = right;
  const expiresAt = tokenExpiry(settings, drm, right.endsAt, now);

  const { license, binding } = await requestBoundLicense(
    parts,
    {
      drm,
      content,
      cookie,
      deviceId: drmDeviceId,
      issuedAt: now,
      expiresAt,
      persistent,
      rightEndsAt: right.endsAt,
      options: mergeDrmOptions(drm, settings.drmOptions, content.drmOptions, input.options)
    },
    caller
  );
  const prepared: Omit<DeviceToken, 'tokenId'> = {
    accountId,
    actor: caller.actor,
    entitlementId: right.entitlement.entitlementId,
    contentId: content.contentId,
    deviceId,
    drm,
    binding,
    persistent,
    issuedAt: now,
    expiresAt,
    playableUntil: playableUntil(right.endsAt, persistent, expiresAt)
  };

  return inAccount(parts, accountId, caller, async ({ unit, now: writtenAt }) => {
    // At the same versions only other tokens can have been issued in between, and they do not affect the right.
    const unchanged =
      unit.account.version === account.version && unit.account.policyVersion === account.policyVersion;
    const still = unchanged ? right : await checkRight(unit, unit.account, wanted, now);
    if (!isSameRight(right, still)) return undefined;
    await checkLimits(issue, unit, still, now);
    const token: DeviceToken = { tokenId: newId('tok', writtenAt, parts.randomBytes), ...prepared };
    const issued: IssuedToken = { ...token, ...license };
    await unit.insertToken(token);
    if (still.entitlement.firstPlayedAt === now) await unit.updateEntitlement(still.entitlement);
    await keepAnswer(unit, issued);
    return issued;
  });
}

/** Refuses if the tokens that were issued before leave no room for this one. */
async function checkLimits(
  { parts, input }: Issue,
  reads: StoreReads,
  { device, entitlement, persistent }: Right,
  now: Timestamp
): Promise<void> {
  if (persistent) await checkOfflineDevices(reads, entitlement, device, now);
  await checkBudget(parts, reads, input.accountId, now);
}
