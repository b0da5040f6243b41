import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import type { Parts } from '../dependencies.ts';
import { findDeviceInUse } from '../devices/find-device.ts';
import { chooseEntitlement, entitlementEnd, played } from '../entitlements/state.ts';
import { refuse } from '../errors.ts';
import type { Account } from '../model/account.ts';
import type { DeviceBinding } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';
import { checkBudget } from './budget.ts';
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
  readonly binding: DeviceBinding;
  /** With its clock running. */
  readonly entitlement: Entitlement;
  /** When the right ends; nothing for without end. */
  readonly endsAt: Timestamp | undefined;
}

/**
 * Whether the account's device has a right to the content now; every refusal says why not. It holds as long as the account
 * stays at the same version.
 */
export async function checkRight(
  reads: StoreReads,
  account: Account,
  { contentId, deviceId, drm, persistent }: WantedToken,
  now: Timestamp
): Promise<Right> {
  refuseSuspended(account);
  const [device, entitlements] = await Promise.all([
    findDeviceInUse(reads, account, deviceId, now),
    reads.findEntitlementsForContent(account.accountId, contentId)
  ]);
  const binding = chooseBinding(device, drm);
  const entitlement = played(chooseEntitlement(entitlements, persistent, now), now);
  return { binding, entitlement, endsAt: entitlementEnd(entitlement) };
}

/** Whether the tokens that were issued before leave room for this one; every refusal says why not. */
export async function checkLimits(
  parts: Parts,
  reads: StoreReads,
  { entitlement }: Right,
  { deviceId, persistent }: WantedToken,
  now: Timestamp
): Promise<void> {
  if (persistent) await checkOfflineDevices(reads, entitlement, deviceId, now);
  await checkBudget(parts, reads, entitlement.accountId, now);
}

async function checkOfflineDevices(
  reads: StoreReads,
  { accountId, entitlementId, offlineDevices = 0 }: Entitlement,
  deviceId: string,
  now: Timestamp
): Promise<void> {
  const holders = await reads.listOfflineDevices(accountId, entitlementId, now);
  if (!holders.includes(deviceId) && holders.length >= offlineDevices)
    refuse(
      'offline-not-allowed',
      `This content may be kept offline on ${offlineDevices} devices at the same time and is. ` +
        'Ask for a token without `persistent`.'
    );
}
