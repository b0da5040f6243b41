import type { DueRegistration, Timestamp } from '@expressplay-binding/binding-core';
import type { Context } from '../context.ts';

/** Takes due registrations and holds them; one that another process takes meanwhile is left to it. */
export async function leaseDueRegistrations(
  { db }: Context,
  now: Timestamp,
  heldUntil: Timestamp,
  limit: number
): Promise<readonly DueRegistration[]> {
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
}

export async function scheduleLookUp(
  { db }: Context,
  { accountId, registrationId, lookUps }: DueRegistration,
  dueAt: Timestamp
): Promise<void> {
  await db
    .updateTable('registrations')
    .set({ due_at: dueAt, look_ups: lookUps })
    .where('account_id', '=', accountId)
    .where('registration_id', '=', registrationId)
    .execute();
}

/** Takes look-ups from the budget of the window, and forgets the windows before. */
export async function takeLookUps(
  { db, dialect }: Context,
  windowStart: Timestamp,
  wanted: number,
  max: number
): Promise<number> {
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
}
