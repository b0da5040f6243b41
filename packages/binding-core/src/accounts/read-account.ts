import type { Parts } from '../dependencies.ts';
import { type AccountDevices, readAccountDevices } from '../devices/account-devices.ts';
import { countedDevices, overLimit } from '../devices/room.ts';
import { judgeSwap } from '../devices/swaps.ts';
import { devicesInUse } from '../devices/upkeep.ts';
import { checkFormats, formats } from '../formats.ts';
import type { AccountOverview } from '../model/account.ts';
import type { DeviceClass } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import { countBudgeted } from '../tokens/budget.ts';
import { accountOrNew } from './account-or-new.ts';

/** The codes that `readAccount` may refuse with. */
export const readAccountRefusals = ['validation'] as const;

/** The policy in force and the slots; an account that nothing is stored for has all of its slots free. */
export function makeReadAccount({ store, clock, settings: { tokenBudget } }: Parts) {
  return async (accountId: string): Promise<AccountOverview> => {
    checkFormats({ '/accountId': [formats.accountId, accountId] });
    const now = clock();
    const account = await accountOrNew(store, accountId);
    const found = await readAccountDevices(store, account, now);
    const { policy } = found;
    const devices = devicesInUse(policy, found.devices, now);
    const byClass: Partial<Record<DeviceClass, number>> = {};
    for (const device of devices) byClass[device.class] = (byClass[device.class] ?? 0) + 1;
    const used = countedDevices(policy, devices).length;
    return {
      accountId,
      policy,
      slots: { total: policy.maxDevices, used, free: Math.max(0, policy.maxDevices - used), byClass },
      overLimit: overLimit(policy, devices),
      nextAllowedAt: nextSwapAt(found, now),
      tokenBudget: tokenBudget && {
        ...tokenBudget,
        used: await countBudgeted(store, accountId, tokenBudget, now)
      },
      suspendedAt: account.suspendedAt
    };
  };
}

/** When the next swap is allowed, if not now. */
function nextSwapAt({ policy, swaps }: AccountDevices, now: Timestamp): Timestamp | undefined {
  const next = judgeSwap(
    policy.swaps,
    policy.swaps?.count === 'bindings' ? 'binding' : 'removal',
    swaps,
    now
  );
  return next.allowed ? undefined : next.nextAllowedAt;
}
