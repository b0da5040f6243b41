import type { Swap } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { SwapRow } from '../tables.ts';

/** Lists swaps, oldest first. */
export const listSwaps: Query<'listSwaps'> = async ({ db }, accountId, after) => {
  const rows = await db
    .selectFrom('swaps')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('at', '>', after)
    .orderBy('at')
    .execute();
  return rows.map(toSwap);
};

export const insertSwap: Query<'insertSwap'> = async ({ db }, swap) => {
  const row: SwapRow = {
    account_id: swap.accountId,
    swap_id: swap.swapId,
    device_id: swap.deviceId,
    kind: swap.kind,
    grace: swap.grace ? 1 : 0,
    at: swap.at
  };
  await db.insertInto('swaps').values(row).execute();
};

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
