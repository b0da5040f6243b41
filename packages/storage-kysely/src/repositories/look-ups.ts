import type { DueRegistration } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';

/** Takes due registrations and holds them; one that another process takes meanwhile is left to it. */
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
    .limit(limit)
    .execute();
  const leased: DueRegistration[] = [];
  for (const { account_id, registration_id, due_at, look_ups } of due) {
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

/** Takes look-ups from the budget of the window, and forgets the windows before. */
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
