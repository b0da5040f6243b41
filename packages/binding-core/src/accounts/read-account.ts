import type { Parts } from '../context.ts';
import type { AccountDevices } from '../devices/decision/decision.ts';
import { countedDevices, devicesInUse, overLimit } from '../devices/decision/room.ts';
import { judgeSwap } from '../devices/decision/swaps.ts';
import { readAccountDevices } from '../devices/slots.ts';
import { checkFormats, formats } from '../formats.ts';
import type { AccountOverview } from '../model/account.ts';
import type { DeviceClass } from '../model/device.ts';
import type { Timestamp } from '../model/time.ts';
import { countBudgeted } from '../tokens/limits.ts';
import { accountOrNew } from './account.ts';

/** The codes that {@link readAccount} may refuse with. */
export const readAccountRefusals = ['validation'] as const;

/** Reads the policy in force and the slots. An account for which nothing is stored has only free slots. */
export async function readAccount(parts: Parts, accountId: string): Promise<AccountOverview> {
  const { store, settings } = parts;
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  const now = parts.clock();
  const account = await accountOrNew(store, accountId);
  const found = await readAccountDevices(store, account, now);
  const { policy } = found;
  const devices = devicesInUse(policy, found.devices, now);
  const byClass: Partial<Record<DeviceClass, number>> = {};
  for (const device of devices) byClass[device.class] = (byClass[device.class] ?? 0) + 1;
  const used = countedDevices(policy, devices).length;
  const budget = settings.tokenBudget;
  return {
    accountId,
    policy,
    slots: { total: policy.maxDevices, used, free: Math.max(0, policy.maxDevices - used), byClass },
    overLimit: overLimit(policy, devices),
    nextAllowedAt: nextSwapAt(found, now),
    tokenBudget: budget && { ...budget, used: await countBudgeted(store, accountId, budget, now) },
    suspendedAt: account.suspendedAt
  };
}

/** When the next swap is allowed; `undefined` if it is allowed now or never. */
function nextSwapAt({ policy, swaps }: AccountDevices, now: Timestamp): Timestamp | undefined {
  const kind = policy.swaps?.count === 'bindings' ? 'binding' : 'removal';
  const next = judgeSwap(policy.swaps, kind, swaps, now);
  return next.allowed ? undefined : next.nextAllowedAt;
}
