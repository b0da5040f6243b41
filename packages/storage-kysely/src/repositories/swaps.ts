import type { Swap, Timestamp } from '@expressplay-binding/binding-core';
import type { Context } from '../context.ts';
import type { SwapRow } from '../tables.ts';

/** Oldest first. */
export async function listSwaps(
  { db }: Context,
  accountId: string,
  after: Timestamp
): Promise<readonly Swap[]> {
  const rows = await db
    .selectFrom('swaps')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('at', '>', after)
    .orderBy('at')
    .execute();
  return rows.map(toSwap);
}

export async function insertSwap({ db }: Context, swap: Swap): Promise<void> {
  const row: SwapRow = {
    account_id: swap.accountId,
    swap_id: swap.swapId,
    device_id: swap.deviceId,
    kind: swap.kind,
    grace: swap.grace ? 1 : 0,
    at: swap.at
  };
  await db.insertInto('swaps').values(row).execute();
}

function toSwap(row: SwapRow): Swap {
  return {
    swapId: row.swap_id,
    accountId: row.account_id,
    deviceId: row.device_id,
    kind: row.kind as Swap['kind'],
    grace: row.grace === 1,
    at: row.at
  };
}
