import { refuseSuspended } from '../accounts/accounts.ts';
import { readDeviceInUse } from '../devices/devices.ts';
import { chooseEntitlement, entitlementEnd, noRightRefusals, played } from '../entitlements/rules.ts';
import { refuse } from '../errors.ts';
import { refuseInput } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Drm, DrmOptions } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';
import type { StoreReads } from '../ports/store.ts';
import { keepsLicense } from './licenses.ts';

/** What a token is requested for. */
export interface WantedToken {
  readonly contentId: string;
  readonly deviceId: string;
  readonly drm?: Drm | undefined;
  readonly persistent: boolean;
}

/** Everything that a token is based on. */
export interface Right {
  readonly device: Device;
  readonly binding: DeviceBinding;
  /** With its clock running. */
  readonly entitlement: Entitlement;
  /** When the right ends; `undefined` for never. */
  readonly endsAt: Timestamp | undefined;
  /** Whether the device may keep the license. */
  readonly persistent: boolean;
}

/** The codes that {@link checkRight} may refuse with. */
export const rightRefusals = [
  'validation',
  'not-found',
  'account-suspended',
  'device-removed',
  'device-not-bound',
  'offline-not-allowed',
  ...noRightRefusals
] as const;

/** Finds the right of the account's device to the content now. It stays valid as long as the account has the same `version` and `policyVersion`. */
export async function checkRight(
  reads: StoreReads,
  account: Account,
  { contentId, deviceId, drm, persistent }: WantedToken,
  now: Timestamp
): Promise<Right> {
  refuseSuspended(account);
  const [device, entitlements] = await Promise.all([
    readDeviceInUse(reads, account, deviceId, now),
    reads.findEntitlementsForContent(account.accountId, contentId)
  ]);
  const binding = chooseBinding(device, drm);
  const license = { drm: binding.drm, persistent };
  const entitlement = played(chooseEntitlement(entitlements, license, now), now);
  const endsAt = entitlementEnd(entitlement);
  return {
    device,
    binding,
    entitlement,
    endsAt,
    persistent: keepsLicense(binding.drm, persistent, endsAt !== undefined)
  };
}

/** The device's binding for the DRM; without a DRM its only binding. */
export function chooseBinding(device: Device, drm: Drm | undefined): DeviceBinding {
  const candidates = device.bindings.filter(binding => drm === undefined || binding.drm === drm);
  const [binding] = candidates;
  const bound = candidates.map(candidate => candidate.drm).join(', ');
  if (!binding)
    refuse(
      'device-not-bound',
      `This device is not bound for ${drm ?? 'any DRM'}. Register it for that DRM first.`
    );
  if (candidates.length > 1)
    refuseInput([{ path: '/drm', message: `must be given: this device is bound for ${bound}` }]);
  return binding;
}

/** Whether both rights lead to the same token. */
export function isSameRight(a: Right, b: Right): boolean {
  return (
    a.entitlement.entitlementId === b.entitlement.entitlementId &&
    a.endsAt === b.endsAt &&
    a.binding.drmDeviceId === b.binding.drmDeviceId
  );
}

/** Refuses because the right changed while ExpressPlay answered. */
export function refuseChanged(): never {
  refuse('entitlement-changed', 'The right to this content changed meanwhile. Ask again.', {
    retryable: true
  });
}

/** The options for one DRM: each source wins over those before it, member by member. */
export function mergeDrmOptions<D extends Drm>(
  drm: D,
  ...sources: readonly (DrmOptions | undefined)[]
): NonNullable<DrmOptions[D]> {
  return Object.assign({}, ...sources.map(source => source?.[drm]));
}
