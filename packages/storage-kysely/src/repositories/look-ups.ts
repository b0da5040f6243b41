import type { DueRegistration } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';

/** The most due registrations that a round reads, the longest due first. Accounts take turns among these. */
const candidates = 1000;

/** Leases due registrations, except those that another process leases meanwhile. */
export const leaseDueRegistrations: Query<'leaseDueRegistrations'> = async (
  { db },
  now,
  heldUntil,
  limit
) => {
  const due = await db
    .selectFrom('registrations')
    .select(['account_id', 'registration_id', 'due_at', 'look_ups'])
    .where('state', '=', 'pending')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(candidates)
    .execute();
  const leased: DueRegistration[] = [];
  for (const { account_id, registration_id, due_at, look_ups } of inTurns(due).slice(0, limit)) {
    const { numUpdatedRows } = await db
      .updateTable('registrations')
      .set({ due_at: heldUntil })
      .where('account_id', '=', account_id)
      .where('registration_id', '=', registration_id)
      .where('due_at', '=', due_at)
      .executeTakeFirst();
    if (numUpdatedRows === 1n)
      leased.push({ accountId: account_id, registrationId: registration_id, lookUps: look_ups });
  }
  return leased;
};

/** Orders rows by turns: the first row of every account, then the second row of every account, and so on. */
function inTurns<Row extends { readonly account_id: string }>(rows: readonly Row[]): readonly Row[] {
  const ofAccount = Map.groupBy(rows, row => row.account_id);
  const turnOf = new Map(
    [...ofAccount.values()].flatMap(own => own.map((row, turn) => [row, turn] as const))
  );
  // The sort is stable: within a turn the longest due registrations stay first.
  return rows.toSorted((one, other) => (turnOf.get(one) ?? 0) - (turnOf.get(other) ?? 0));
}

export const scheduleLookUp: Query<'scheduleLookUp'> = async (
  { db },
  { accountId, registrationId, lookUps },
  dueAt
) => {
  await db
    .updateTable('registrations')
    .set({ due_at: dueAt, look_ups: lookUps })
    .where('account_id', '=', accountId)
    .where('registration_id', '=', registrationId)
    .execute();
};

/** Takes look-ups from the budget of the window, and deletes earlier windows. */
export const takeLookUps: Query<'takeLookUps'> = async ({ db, dialect }, windowStart, wanted, max) => {
  await dialect
    .keepExisting(db.insertInto('look_up_budgets').values({ window_start: windowStart, taken: 0 }), 'taken')
    .execute();
  const { taken } = await db
    .selectFrom('look_up_budgets')
    .select('taken')
    .where('window_start', '=', windowStart)
    .executeTakeFirstOrThrow();
  const granted = Math.max(0, Math.min(wanted, max - taken));
  await db
    .updateTable('look_up_budgets')
    .set({ taken: taken + granted })
    .where('window_start', '=', windowStart)
    .execute();
  await db.deleteFrom('look_up_budgets').where('window_start', '<', windowStart).execute();
  return granted;
};
