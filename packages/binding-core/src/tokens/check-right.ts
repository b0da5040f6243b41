import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import type { Parts } from '../dependencies.ts';
import { findDeviceInUse } from '../devices/find-device.ts';
import { chooseEntitlement, entitlementEnd, played } from '../entitlements/state.ts';
import { refuse } from '../errors.ts';
import type { Account } from '../model/account.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import { second, type Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';
import { chooseBinding } from './choose-binding.ts';

/** What a token is wanted for. */
export interface WantedToken {
  readonly contentId: string;
  readonly deviceId: string;
  readonly drm?: Drm | undefined;
  readonly persistent: boolean;
}

/** Everything that entitles to a token. */
export interface Right {
  readonly device: Device;
  readonly binding: DeviceBinding;
  /** With its clock running. */
  readonly entitlement: Entitlement;
  /** When the right ends; nothing for without end. */
  readonly endsAt: Timestamp | undefined;
}

/** Whether the account's device may have the token now; every refusal says why not. */
export async function checkRight(
  { settings }: Parts,
  reads: StoreReads,
  account: Account,
  { contentId, deviceId, drm, persistent }: WantedToken,
  now: Timestamp
): Promise<Right> {
  const { accountId } = account;
  refuseSuspended(account);
  const device = await findDeviceInUse(reads, account, deviceId, now);
  const binding = chooseBinding(device, drm);
  const entitlements = await reads.findEntitlementsForContent(accountId, contentId);
  const entitlement = played(chooseEntitlement(entitlements, persistent, now), now);
  if (persistent) await checkOfflineDevices();
  if (settings.tokenBudget) await checkBudget(settings.tokenBudget);
  return { device, binding, entitlement, endsAt: entitlementEnd(entitlement) };

  async function checkOfflineDevices(): Promise<void> {
    const { entitlementId, offlineDevices = 0 } = entitlement;
    const holders = await reads.listOfflineDevices(accountId, entitlementId, now);
    if (!holders.includes(deviceId) && holders.length >= offlineDevices)
      refuse(
        'offline-not-allowed',
        `This content may be kept offline on ${offlineDevices} devices at the same time and is. ` +
          'Ask for a token without `persistent`.'
      );
  }

  async function checkBudget({ max, windowSeconds }: { max: number; windowSeconds: number }): Promise<void> {
    const issued = await reads.countTokens(accountId, now - windowSeconds * second);
    if (issued >= max)
      refuse(
        'token-budget-exhausted',
        `This account got its ${max} tokens within ${windowSeconds} seconds. Ask again later.`,
        { retryable: true, retryAfter: Math.min(windowSeconds, 60) }
      );
  }
}
