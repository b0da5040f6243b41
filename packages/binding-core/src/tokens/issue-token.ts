import { accountOrNew } from '../accounts/account-or-new.ts';
import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import { audit } from '../audit.ts';
import { findContent } from '../contents/find-content.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { findDeviceInUse } from '../devices/find-device.ts';
import { chooseEntitlement } from '../entitlements/state.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotently } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import type { Drm } from '../model/drm.ts';
import { endOfTime, second } from '../model/time.ts';
import type { IssuedToken, TokenRecord } from '../model/token.ts';
import type { StoreReads } from '../ports/store.ts';
import { chooseBinding } from './choose-binding.ts';

export interface IssueToken {
  readonly accountId: string;
  readonly contentId: string;
  readonly deviceId: string;
  /** May be left out while the device is bound for one DRM only. */
  readonly drm?: Drm | undefined;
  /** Whether the license may be kept for offline use. Default false. */
  readonly persistent?: boolean | undefined;
}

/**
 * Steps 5 and 6 of device binding: a token for the content that only this device can redeem. It costs exactly one call to
 * ExpressPlay; the device id comes from the store. Right and device are checked again in the unit that writes the token down,
 * so that neither can be taken away unseen while ExpressPlay answers.
 */
export function makeIssueToken(parts: Parts) {
  return async (input: IssueToken, caller: Caller): Promise<IssuedToken> => {
    const { accountId, contentId, deviceId } = input;
    checkFormats({ '/accountId': [formats.accountId, accountId] });
    const { store, settings } = parts;

    return idempotently(parts, caller, accountId, ['token', input], async keepAnswer => {
      const now = parts.clock();
      const content = await findContent(store, contentId);
      const { entitlement, binding } = await checkRight(store, await accountOrNew(store, accountId));
      refuseUnenforced(binding.drm);

      const persistent = input.persistent ?? false;
      const expiresAt = now + settings.tokenTtl * second;
      const license = await parts.licenses.requestToken({
        drm: binding.drm,
        content,
        cookie: binding.cookie,
        deviceId: binding.drmDeviceId,
        expiresAt,
        persistent
      });

      const record: TokenRecord = {
        tokenId: newId('tok', now, parts.randomBytes),
        accountId,
        entitlementId: entitlement.entitlementId,
        contentId,
        deviceId,
        drm: binding.drm,
        binding: 'enforced',
        persistent,
        issuedAt: now,
        expiresAt,
        playableUntil: persistent ? endOfTime : expiresAt
      };
      const issued: IssuedToken = { ...record, ...license };
      await store.inAccount(accountId, now, async unit => {
        const { device } = await checkRight(unit, unit.account);
        await unit.insertToken(record);
        await unit.updateDevice({ ...device, lastTokenAt: now });
        await audit(parts, unit, caller, now, {
          action: 'token.issued',
          subject: record.tokenId,
          details: { contentId, deviceId, drm: record.drm, entitlementId: record.entitlementId }
        });
        await keepAnswer(unit, issued);
      });
      return issued;
    });

    async function checkRight(reads: StoreReads, account: Account) {
      refuseSuspended(account);
      const device = await findDeviceInUse(reads, account, deviceId, parts.clock());
      const binding = chooseBinding(device, input.drm);
      const entitlements = await reads.findEntitlementsForContent(accountId, contentId);
      return { device, binding, entitlement: chooseEntitlement(entitlements, parts.clock()) };
    }
  };

  function refuseUnenforced(drm: Drm): void {
    if (parts.settings.deviceBinding[drm] === 'unsupported')
      refuse(
        'binding-unsupported',
        `ExpressPlay does not bind ${drm} tokens to a device here. Use another DRM of the device.`
      );
  }
}
