import type { Account, AccountUnit } from '@expressplay-binding/binding-core';
import { bind, type Queries } from './bind.ts';
import type { Context } from './context.ts';
import { type AccountChanges, accountChanges, otherReads, otherUnitQueries, sharedReads } from './queries.ts';
import { countChange } from './repositories/accounts.ts';
import { trackUnderWay, type UnderWay } from './under-way.ts';

interface UnitState {
  readonly account: Account;
  readonly context: Context;
  readonly underWay: UnderWay;
  /** Whether the account's version has to be incremented. */
  hasChanged: boolean;
  ended: boolean;
}

type OtherMethods = Omit<AccountUnit, 'account' | keyof AccountChanges>;

const otherQueries: Queries<OtherMethods> = { ...sharedReads, ...otherReads, ...otherUnitQueries };

// Bound once for all units: binding them for each unit would take longer than most queries.
const methods = {
  ...bind<OtherMethods, UnitState>(otherQueries, function (query) {
    return runIn(this, query);
  }),
  ...bind<AccountChanges, UnitState>(accountChanges, function (query) {
    this.hasChanged = true;
    return runIn(this, query);
  })
};

function runIn<T>(unit: UnitState, query: (context: Context) => Promise<T>): Promise<T> {
  if (unit.ended) return Promise.reject(new Error('The unit of work has ended. Await every call of it.'));
  return unit.underWay.watch(query(unit.context));
}

/**
 * Calls `work` with a unit on the transaction of the context. When `work` has settled, this waits for the unit's calls that
 * still run and refuses later ones, so that no call runs in another transaction.
 *
 * @param account The account that the transaction has locked.
 */
export async function doInUnit<T>(
  context: Context,
  account: Account,
  work: (unit: AccountUnit) => Promise<T>
): Promise<T> {
  const state: UnitState = { account, context, underWay: trackUnderWay(), hasChanged: false, ended: false };
  const unit: AccountUnit & UnitState = Object.assign(Object.create(methods), state);
  try {
    const result = await work(unit);
    if (unit.hasChanged) await countChange(context, account.accountId);
    return result;
  } finally {
    unit.ended = true;
    await unit.underWay.settled();
  }
}
