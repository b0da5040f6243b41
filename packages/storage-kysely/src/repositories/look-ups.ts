import type { DueLookUp } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { Query } from '../bind.ts';
import type { Tables } from '../tables.ts';

/** The most due look-ups of each kind that a round reads, the longest due first. Accounts take turns among these. */
const candidates = 1000;

/** A look-up that is due, with the moment since when. */
type Candidate = DueLookUp & { readonly dueAt: number };

/** Leases look-ups that are due, except those that another process leases meanwhile. */
export const leaseDueLookUps: Query<'leaseDueLookUps'> = async ({ db }, now, heldUntil, limit) => {
  const due = [...(await dueRegistrations(db, now)), ...(await dueBindingChecks(db, now))];
  const leased: DueLookUp[] = [];
  for (const { dueAt, ...one } of inTurns(due.toSorted((a, b) => a.dueAt - b.dueAt)).slice(0, limit))
    if (await lease(db, one, dueAt, heldUntil)) leased.push(one);
  return leased;
};

async function dueRegistrations(db: Kysely<Tables>, now: number): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('registrations')
    .select(['account_id', 'registration_id', 'due_at', 'look_ups'])
    .where('state', '=', 'pending')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(candidates)
    .execute();
  return rows.map(row => ({
    of: 'registration',
    accountId: row.account_id,
    id: row.registration_id,
    lookUps: row.look_ups,
    dueAt: row.due_at
  }));
}

async function dueBindingChecks(db: Kysely<Tables>, now: number): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('binding_checks')
    .select(['account_id', 'check_id', 'due_at', 'look_ups'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(candidates)
    .execute();
  return rows.map(row => ({
    of: 'binding-check',
    accountId: row.account_id,
    id: row.check_id,
    lookUps: row.look_ups ?? 0,
    dueAt: row.due_at ?? now
  }));
}

/** Returns whether no other process was faster. */
async function lease(
  db: Kysely<Tables>,
  { of, accountId, id }: DueLookUp,
  dueAt: number,
  heldUntil: number
): Promise<boolean> {
  const query =
    of === 'registration'
      ? db
          .updateTable('registrations')
          .set({ due_at: heldUntil })
          .where('account_id', '=', accountId)
          .where('registration_id', '=', id)
          .where('due_at', '=', dueAt)
      : db
          .updateTable('binding_checks')
          .set({ due_at: heldUntil })
          .where('account_id', '=', accountId)
          .where('check_id', '=', id)
          .where('due_at', '=', dueAt);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Orders look-ups by turns: the first one of every account, then the second one of every account, and so on. */
function inTurns(due: readonly Candidate[]): readonly Candidate[] {
  const ofAccount = Map.groupBy(due, one => one.accountId);
  const turnOf = new Map(
    [...ofAccount.values()].flatMap(own => own.map((one, turn) => [one, turn] as const))
  );
  // The sort is stable: within a turn those that have been due for longest stay first.
  return due.toSorted((one, other) => (turnOf.get(one) ?? 0) - (turnOf.get(other) ?? 0));
}

export const scheduleLookUp: Query<'scheduleLookUp'> = async ({ db }, due, dueAt) => {
  const { accountId, id } = due;
  const values = { due_at: dueAt, look_ups: due.lookUps };
  if (due.of === 'registration')
    await db
      .updateTable('registrations')
      .set(values)
      .where('account_id', '=', accountId)
      .where('registration_id', '=', id)
      .execute();
  else
    await db
      .updateTable('binding_checks')
      .set(values)
      .where('account_id', '=', accountId)
      .where('check_id', '=', id)
      // One that was settled meanwhile is looked up no more.
      .where('due_at', 'is not', null)
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
